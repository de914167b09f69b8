//! The short form of the fleet; how the long one is run is in `CONTRIBUTING.md`. What depends on how busy the machine is, is not looked at.

use std::process::Command;

use mailru_tests::{example, redis};

#[test]
fn a_fleet_whose_processes_are_killed_loses_no_token_and_delivers_each_payment_once() {
    if !redis::is_there() {
        return;
    }
    let fleet = example::executable("fleet").unwrap();
    let output = Command::new(fleet).args(["--seconds", "8"]).env_remove("REDIS_URL").output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    for right in
        ["Redis restarted once", " 0 failed", " 0 refused", "0 by the limit", " 0 not delivered once", "lost: none"]
    {
        assert!(told.contains(right), "{right} in {told}");
    }
    let killed = told.split_once("processes: 4, ").and_then(|(_, rest)| rest.split(' ').next()?.parse::<u32>().ok());
    assert!(killed.is_some_and(|killed| killed > 0), "{told}");
}
