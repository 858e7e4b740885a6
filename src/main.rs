//! The one program: its first argument chooses what it does.

fn main() {}
