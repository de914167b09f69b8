//! What the members say, as they say it.

use std::{
    io::{self, BufRead as _, BufReader, Write as _},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::Sender,
    thread,
};

/// A word of a member.
pub enum Word {
    /// A call or a payment failed.
    Failed(String),
    /// A payment was answered as delivered.
    Delivered(u64),
    /// So many calls were made, said in the end.
    Made(u64),
}

impl Word {
    fn read(line: &str) -> Option<Self> {
        let (what, rest) = line.split_once(' ')?;
        match what {
            "failed" => Some(Self::Failed(rest.to_owned())),
            "made" => rest.parse().ok().map(Self::Made),
            "paid" => {
                let (number, reply) = rest.split_once(' ')?;
                (reply == r#"{"status":1}"#).then(|| number.parse().ok().map(Self::Delivered)).flatten()
            }
            _ => None,
        }
    }
}

/// A process of the fleet. It is killed when it is dropped.
pub struct Member {
    child: Child,
    input: Option<ChildStdin>,
}

impl Member {
    /// Starts it; what it says goes to `words`.
    pub fn start(command: &mut Command, words: Sender<Word>) -> io::Result<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        thread::spawn(move || {
            let lines = output.map(BufReader::new).into_iter().flat_map(|output| output.lines().map_while(Result::ok));
            for word in lines.filter_map(|line| Word::read(&line)) {
                let _ = words.send(word);
            }
        });
        Ok(Self { child, input })
    }

    /// Tells it of a payment.
    pub fn pay(&mut self, query: &str) {
        if let Some(input) = &mut self.input {
            let _ = input.write_all(format!("{query}\n").as_bytes());
        }
    }

    /// Kills it without a warning: SIGKILL, where there are signals.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Lets it come to its end.
    pub fn end(&mut self) {
        self.input = None;
        let _ = self.child.wait();
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        self.kill();
    }
}
