//! Whatever the spec allows is no deviation, recorded or not.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::draft::texts;
use super::learner::Learner;
use crate::generator::Generator;
use crate::known::{Def, Known, Method, Scalar, Type};
use crate::recording::Exchange;
use crate::recording::heard::Heard;

/// Deeper than this only what has to be there is.
const DEEPEST: usize = 5;

struct Answers<'k> {
    known: &'k Known,
    from: Generator,
}

impl Answers<'_> {
    fn of(&mut self, file: &str, ty: &Type, depth: usize) -> Value {
        match ty {
            Type::Scalar(scalar) => self.scalar(*scalar),
            Type::Any | Type::File => self.anything(depth),
            Type::List(item) => {
                let most = if depth > DEEPEST { 1 } else { 4 };
                (0..self.from.between(0, most)).map(|_| self.of(file, item, depth + 1)).collect()
            }
            Type::Map(value) => {
                let keys = (0..self.from.between(0, 3)).map(|_| self.text()).collect::<Vec<_>>();
                keys.into_iter().map(|key| (key, self.of(file, value, depth + 1))).collect::<Map<_, _>>().into()
            }
            Type::Named(name) => {
                let known = self.known;
                let (name, def) = known.resolve(file, name).expect("a declared type");
                self.declared(&name.file.clone(), def, depth)
            }
        }
    }

    fn declared(&mut self, file: &str, def: &Def, depth: usize) -> Value {
        match def {
            Def::Enum(words) => {
                let words: Vec<&String> = words.iter().collect();
                let word = (*self.from.pick(&words)).clone();
                word.parse::<i64>().map_or_else(|_| json!(word), |number| json!(number))
            }
            Def::Union { tag, variants } => {
                let variants: Vec<_> = variants.iter().collect();
                let (word, ty) = *self.from.pick(&variants);
                let mut answer = self.of(file, ty, depth);
                if let Value::Object(members) = &mut answer {
                    members.insert(tag.clone(), json!(word));
                }
                answer
            }
            Def::Object(fields) => {
                let mut members = Map::new();
                for (name, field) in fields {
                    if field.always || (depth <= DEEPEST && self.from.one_in(2)) {
                        let names: Vec<&String> = std::iter::once(name).chain(&field.alias).collect();
                        let name = (*self.from.pick(&names)).clone();
                        let value = match &field.ty {
                            _ if !field.always && self.from.one_in(8) => Value::Null,
                            Type::List(item) if field.single && self.from.one_in(2) => self.of(file, item, depth + 1),
                            ty => self.of(file, ty, depth + 1),
                        };
                        members.insert(name, value);
                    }
                }
                members.into()
            }
        }
    }

    fn scalar(&mut self, scalar: Scalar) -> Value {
        let number = match scalar {
            Scalar::Flag => json!(self.from.between(0, 2)),
            Scalar::Bool => json!(self.from.one_in(2)),
            Scalar::U32 => json!(self.small()),
            Scalar::U64 | Scalar::Uid => json!(self.number()),
            Scalar::I64 | Scalar::Int | Scalar::Timestamp => json!(self.number().cast_signed()),
            Scalar::F64 => json!(f64::from(self.small()) / 1000.0),
            Scalar::Date => {
                let date = format!("{:02}.{:02}", self.from.between(1, 32), self.from.between(1, 13));
                return json!(if self.from.one_in(2) {
                    date
                } else {
                    format!("{date}.{}", self.from.between(1900, 2100))
                });
            }
            Scalar::String | Scalar::Url | Scalar::Html => return json!(self.text()),
        };
        if self.from.one_in(2) { number } else { json!(number.to_string()) }
    }

    /// Of any size, small ones more often than by chance.
    fn number(&mut self) -> u64 {
        let bits = self.from.between(0, 64);
        self.from.next() >> bits
    }

    fn small(&mut self) -> u32 {
        u32::try_from(self.number() >> 32).expect("half of the bits are left")
    }

    fn text(&mut self) -> String {
        let number = self.number();
        let texts = [
            String::new(),
            number.to_string(),
            format!("00{number}"),
            format!("{number:016x}"),
            format!("http://my.mail.ru/mail/{number:x}/"),
            format!("user{number}@inbox.ru"),
            format!("Привет, {number:x} 😀\n\u{7f}"),
            format!("<b>{number:x}</b> & <i"),
            format!("{number},{number:x},Ы"),
            format!("{{\"a\": [{number}, \"x\"]}}"),
            "2014-09-01 12:00:00".to_owned(),
            "true".to_owned(),
            "-".to_owned(),
        ];
        self.from.pick(&texts).clone()
    }

    fn anything(&mut self, depth: usize) -> Value {
        match self.from.between(0, if depth > DEEPEST { 4 } else { 6 }) {
            0 => Value::Null,
            1 => json!(self.from.one_in(2)),
            2 => json!(self.number()),
            3 => json!(self.text()),
            4 => (0..self.from.between(0, 3)).map(|_| self.anything(depth + 1)).collect(),
            _ => json!({ "a": self.anything(depth + 1), "Ключ": self.anything(depth + 1) }),
        }
    }
}

fn heard(name: &str, method: &Method, seed: u64, known: &Known) -> Heard {
    let mut answers = Answers { known, from: Generator::new(seed, "answers") };
    let (variant, ty) = answers.from.pick(&method.variants);
    let mut pairs = vec![("method".to_owned(), name.to_owned())];
    for param in &method.params {
        let value = match (&param.switch, &param.ty) {
            (Some(switch), _) if switch == variant => "1".to_owned(),
            (Some(_), _) | (_, Type::File) => continue,
            (None, ty) => match answers.of(&method.file, ty, DEEPEST) {
                Value::Array(items) => {
                    items.iter().map(|item| item.to_string().replace('"', "")).collect::<Vec<_>>().join(",")
                }
                Value::String(text) => text,
                other => other.to_string(),
            },
        };
        pairs.push((param.name.clone(), value));
    }
    let body = answers.of(&method.file, ty, 0).to_string().into_bytes();
    Heard {
        verb: "GET".to_owned(),
        path: "/platform/api".to_owned(),
        pairs,
        status: 200,
        body,
        month: "2026-11".to_owned(),
        ..Heard::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_answer_of_its_type_to_any_method_is_a_deviation(seed: u64) {
        let known = Known::of_the_sdk();
        let mut learner = Learner::knowing(Arc::clone(&known));
        let mut from = Generator::new(seed, "methods");
        let methods: Vec<_> = known.methods.iter().collect();
        for _ in 0..4 {
            let (name, method) = *from.pick(&methods);
            let heard = heard(name, method, from.next(), &known);
            // As it is kept and read again.
            let exchange = learner.scrubber_mut().scrub(&heard).expect("a call");
            let text = serde_json::to_string(&exchange).expect("JSON");
            learner.learn(&Exchange::parse(&text, "x".as_ref()).expect("a recording"));
            let seen = &learner.methods[name];
            prop_assert!(seen.deviations.is_empty() && seen.misfits.is_empty(), "{name}: {:?} {:?}\n{}\n{text}", seen.deviations, seen.misfits, String::from_utf8_lossy(&heard.body));
        }
        prop_assert_eq!(texts(&learner, false), Vec::new());
    }
}
