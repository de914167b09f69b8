//! The links of the built documentation lead somewhere. The compiler does not say which do not, for text that a macro wrote.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Builds the pages of the SDK and gives their folder.
fn pages() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["doc", "--quiet", "--offline", "--no-deps", "--lib"]);
    let built = cargo.args(["--package", "mailru-sdk", "--target-dir"]).arg(target).status().expect("cargo runs");
    assert!(built.success(), "the SDK can be documented");
    target.join("doc/mailru_sdk")
}

/// Every page in a folder and in those below it.
fn html(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of pages") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            html(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
}

/// The addresses that a page links to. What other crates say of their blanket implementations is theirs.
fn links(page: &str) -> impl Iterator<Item = &str> {
    let own = page.split(r#"id="blanket-implementations-list""#).next().unwrap_or_default();
    own.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

/// The links of a page that lead to no file. What is not built here, such as the standard library, has an address with a scheme.
fn broken<'p>(path: &Path, page: &'p str) -> Vec<&'p str> {
    let file = |link: &str| link.split(['#', '?']).next().unwrap_or_default().to_owned();
    let elsewhere = |link: &str| link.contains("://") || link.starts_with("mailto:");
    let leads =
        |link: &str| file(link).is_empty() || path.parent().is_some_and(|folder| folder.join(file(link)).is_file());
    links(page).filter(|link| !elsewhere(link) && !leads(link)).collect()
}

#[test]
fn every_link_of_the_built_pages_leads_to_a_page() {
    let folder = pages();
    let mut paths = Vec::new();
    html(&folder, &mut paths);
    assert!(paths.len() > 200, "{} pages only", paths.len());
    let mut wrong = Vec::new();
    for path in &paths {
        let page = fs::read_to_string(path).expect("a page is text");
        wrong.extend(broken(path, &page).into_iter().map(|link| format!("{}: {link}", path.display())));
    }
    assert!(wrong.is_empty(), "{} links lead nowhere:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_method_is_linked_from_its_group_and_from_the_page_about_all() {
    let folder = pages();
    let overview = fs::read_to_string(folder.join("api/overview/index.html")).expect("the page about all methods");
    let mut count = 0;
    for group in mailru_sdk::api::GROUPS {
        let page = fs::read_to_string(folder.join(format!("api/{}/index.html", group.name))).expect("the group's page");
        for method in group.methods {
            let code = format!("\"><code>{}</code></a>", method.name);
            for (page, way) in [(&page, ""), (&overview, &format!("../{}/", group.name))] {
                let before = page.split(&code).next().filter(|before| before.len() < page.len());
                let link = before.and_then(|before| before.rsplit("href=\"").next()).unwrap_or_default();
                let leads = link.split('"').next().unwrap_or_default().starts_with(&format!("{way}struct."));
                assert!(leads, "{}: {link}", method.name);
            }
            count += 1;
        }
    }
    assert!(count > 50, "{count} methods only");
}
