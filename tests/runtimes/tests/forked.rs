//! A program that forks: no process reads what the other asked for, and none waits for ever.
#![cfg(unix)]

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// Longer than any call of the program may take, and the program hangs.
const PATIENCE: Duration = Duration::from_mins(1);

/// A server that answers each request with what it asks for.
fn echo() -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}/platform/api", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            thread::spawn(|| answer(stream.unwrap()));
        }
    });
    url
}

fn answer(mut stream: TcpStream) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    while let Some(Ok(line)) = lines.next() {
        if let Some(rest) = line.split("tag=").nth(1).filter(|_| line.starts_with("GET ")) {
            let tag: String = rest.chars().take_while(char::is_ascii_digit).collect();
            // All of the request comes before any of the answer.
            assert!(lines.by_ref().take_while(|line| line.as_ref().is_ok_and(|line| !line.is_empty())).count() > 0);
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", tag.len());
            if stream.write_all(format!("{head}{tag}").as_bytes()).is_err() {
                return;
            }
        }
    }
}

fn works(how: &str) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_forking"));
    let mut program = program.args([how, &echo()]).stderr(Stdio::piped()).spawn().unwrap();
    let said = program.stderr.take().unwrap();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(std::io::read_to_string(said)));
    let said = receiver.recv_timeout(PATIENCE).unwrap_or_else(|_| {
        program.kill().unwrap();
        Ok("it hangs".to_owned())
    });
    assert_eq!(said.unwrap(), "");
    assert!(program.wait().unwrap().success());
}

#[test]
fn a_child_is_refused_the_runtime_of_one_thread_that_it_came_with_and_works_in_its_own() {
    works("one-thread");
}

#[test]
fn a_child_is_refused_the_runtime_of_several_threads_that_it_came_with_and_works_in_its_own() {
    works("threads");
}

#[test]
fn blocking_calls_work_in_both_processes() {
    works("blocking");
}
