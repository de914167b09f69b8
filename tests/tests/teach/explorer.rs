//! A real Chromium that works the explorer page, and what its network tab has.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use mailru_sandbox::{Sandbox, SandboxBuilder};
use mailru_sdk::spec::{GroupSpec, MethodSpec, VariantSpec};
use mailru_tests::{
    chromium::{Browser, Har},
    spec::{method, param},
};
use serde_json::Value;

use crate::clients::CALLS;

/// The page has forms for methods that its sandbox knows. The recorder and who learns from it know nothing of these.
static GIFTS: GroupSpec = GroupSpec { name: "gifts", doc: "Gifts.", file: "gifts.toml", methods: &[&FIND] };

static FIND: MethodSpec = MethodSpec {
    doc: "Finds gifts.",
    params: &[param("offset", "u32"), param("limit", "u32"), param("full", "flag"), param("card", "file")],
    variants: &[VariantSpec { name: "default", returns: "any", example: Some("[]") }],
    ..method("gifts.find")
};

/// A sandbox whose page has the forms.
pub fn sandbox() -> SandboxBuilder {
    Sandbox::builder().group(&GIFTS)
}

/// Fills in the forms of the page at that address and sends them. Gives the network tab.
pub fn work(browser: &Browser, page: &str, folder: &Path) -> Har {
    let file = folder.join("dot.gif");
    fs::write(&file, b"GIF89a").unwrap();
    let mut har = Har::default();
    for (method, fields) in CALLS {
        browser.open(&format!("{page}/?method={method}"));
        for (name, value) in fields {
            let field = format!("[name='p.{name}']");
            match *name {
                "card" => browser.choose(&field, file.to_str().unwrap()),
                "ext" | "full" => browser.choose(&field, value),
                _ => browser.write(&field, value),
            }
        }
        browser.click("#method form button");
        har.look(browser);
    }
    har
}

/// What the calls brought, in lines.
pub fn said(har: &Har) -> String {
    let mut said = String::new();
    for entry in
        har.entries().iter().filter(|entry| entry["request"]["url"].as_str().unwrap().contains("/platform/api"))
    {
        let answer: Value = serde_json::from_str(entry["response"]["content"]["text"].as_str().unwrap()).unwrap();
        let _ = writeln!(said, "{} {}", entry["request"]["method"], crate::clients::kind(&answer));
    }
    said
}
