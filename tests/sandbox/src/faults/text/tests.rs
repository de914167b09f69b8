//! Faults are read as they are written, and what is none says why.

use super::Fault;

#[test]
fn every_fault_reads_as_it_is_written() {
    for text in [
        "latency=200ms",
        "latency=2s; carried-out",
        "expiry; on=stream.post; skip=3; times=1",
        "status=503; retry-after=2s; on=stream.post; times=2",
        "status=429",
        "error=201; probability=0.25",
        "error=-1; carried-out",
        "html; on=token",
        "drop; carried-out; on=lookup",
        "cut",
        "truncated; on=users.getInfo",
        "malformed",
        "content-type=image/png",
        "padding=1000000000",
        "padding=5; announced; times=18446744073709551615",
    ] {
        let fault: Fault = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(fault.to_string(), text);
    }
}

#[test]
fn a_program_and_a_text_name_what_is_hit_alike() {
    for (fault, text) in [
        (Fault::drop().on("stream.post"), "drop; on=stream.post"),
        (Fault::drop().on("token"), "drop; on=token"),
        (Fault::drop().on_tokens(), "drop; on=token"),
        (Fault::drop().on("lookup"), "drop; on=lookup"),
        (Fault::drop().on_lookups(), "drop; on=lookup"),
    ] {
        assert_eq!(fault.target, text.parse::<Fault>().expect(text).target, "{text}");
    }
}

#[test]
fn space_and_order_do_not_matter() {
    let fault: Fault = " status = 503 ;times=2;; retry-after=1m; ".parse().expect("a fault");
    assert_eq!(fault.to_string(), "status=503; retry-after=60s; times=2");
}

#[test]
fn what_is_wrong_is_said_in_its_own_words() {
    for (text, said) in [
        ("", "\"\" is no fault"),
        ("latncy=1s", "\"latncy=1s\" is no fault: latency="),
        ("held", "is no fault"),
        ("latency", "\"latency\": needs a value"),
        ("latency=", "needs a value"),
        ("latency=200", "is no time such as 200ms"),
        ("latency=-1s", "is no time"),
        ("latency=18446744073709551615m", "is no time"),
        ("status=99", "is no HTTP status of an answer"),
        ("status=abc", "is no HTTP status"),
        ("error=one", "is no number"),
        ("drop=1", "\"drop=1\": has no value"),
        ("drop; times=0", "never happens"),
        ("drop; times=-1", "is no number of requests"),
        ("drop; probability=1.5", "is not between 0 and 1"),
        ("drop; probability=NaN", "is not between 0 and 1"),
        ("drop; retry-after=1s", "only status has it"),
        ("drop; announced", "only padding has it"),
        ("drop; often", "\"often\" says nothing about a fault"),
        ("cut; carried-out", "always carried out"),
        ("content-type=text/html; charset=utf-8", "\"charset=utf-8\" says nothing"),
        ("content-type=a\u{7f}", "is no media type"),
        ("padding=many", "is no number of bytes"),
    ] {
        let error = text.parse::<Fault>().expect_err(text);
        assert!(error.to_string().contains(said), "{text}: {error}");
    }
}

#[test]
fn a_header_cannot_speak_of_other_requests() {
    for text in ["drop; on=stream.post", "drop; skip=1", "drop; times=1", "drop; probability=0.5"] {
        let fault: Fault = text.parse().expect("a fault");
        assert!(fault.of_one_request().expect_err(text).to_string().contains("its own request"));
    }
    assert!("drop; carried-out".parse::<Fault>().expect("a fault").of_one_request().is_ok());
}
