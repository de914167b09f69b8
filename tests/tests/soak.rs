//! The short form of the soak; how the long one is run is in `CONTRIBUTING.md`.

use std::process::Command;

use mailru_tests::example;

#[test]
fn ten_thousand_calls_through_one_session_leave_nothing_wrong_and_nothing_behind() {
    let soak = example::executable("soak").unwrap();
    let output = Command::new(soak).args(["--calls", "10000"]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.contains("refreshes: 4 for 4 expiries"), "{told}");
}
