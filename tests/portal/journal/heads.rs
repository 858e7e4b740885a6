//! Chain heads kept outside of the database: `verify --heads` finds a chain that was cut, rewritten or deleted.

use crate::support::Portal;

/// Runs a command and returns its exit code and all of its output.
fn run(portal: &Portal, words: &[&str]) -> (Option<i32>, String) {
    let mut process = portal.program_process(words[0], "builtin:");
    let piped = std::process::Stdio::piped;
    let output = process.args(&words[1..]).stdout(piped()).stderr(piped()).output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.code(), said)
}

/// Compares the chains with the kept heads and returns the exit code and the line about them.
fn compared(portal: &Portal) -> (Option<i32>, String) {
    let (code, said) = run(portal, &["verify", "--heads", "kept.heads"]);
    let line = said.lines().find(|line| line.contains("heads that were kept"));
    (code, line.unwrap_or_else(|| panic!("{said}")).to_owned())
}

/// A portal with three entries in the chain of «Форсайт», and with the chain heads in a file.
async fn with_kept_heads() -> Portal {
    let portal = Portal::open().await;
    portal.forwarded(&portal.draft()).await;
    let (code, said) = run(&portal, &["audit", "heads", "--out", "kept.heads"]);
    assert_eq!(code, Some(0), "{said}");
    portal
}

/// Disables the triggers that keep the audit from being changed.
async fn unguard(portal: &Portal) {
    for table in ["audit", "audit_heads"] {
        portal.unguard(table).await;
    }
}

#[tokio::test]
async fn a_chain_that_only_grew_goes_through_its_heads() {
    let portal = with_kept_heads().await;
    let (code, printed) = run(&portal, &["audit", "heads"]);
    assert_eq!(code, Some(0));
    let mut lines = printed.lines();
    assert!(lines.next().unwrap().starts_with("# registrar audit heads, "), "{printed}");
    assert!(lines.next().unwrap().starts_with("1 3 "), "{printed}");
    assert_eq!(lines.next(), None);
    portal.forwarded(&portal.draft()).await;
    let ok = "ok     the audit chains go through the heads that were kept (1 checked)";
    assert_eq!(compared(&portal), (Some(0), ok.to_owned()));
}

#[tokio::test]
async fn a_tail_that_was_cut_with_its_head_is_found() {
    let portal = with_kept_heads().await;
    unguard(&portal).await;
    portal.sql("delete from audit where sequence = 3").await;
    portal
        .sql("update audit_heads set sequence = 2, hash = (select hash from audit where sequence = 2)")
        .await;
    let (code, line) = compared(&portal);
    assert_eq!(code, Some(1));
    assert!(line.ends_with("broken: chain 1 was cut: it ends at 2, but had 3 entries)"), "{line}");
}

#[tokio::test]
async fn a_chain_that_was_rewritten_is_found() {
    let portal = with_kept_heads().await;
    unguard(&portal).await;
    portal.sql("update audit set hash = previous where sequence = 3").await;
    portal.sql("update audit_heads set hash = (select hash from audit where sequence = 3)").await;
    let (code, line) = compared(&portal);
    assert_eq!(code, Some(1));
    assert!(line.ends_with("broken: chain 1 was rewritten: entry 3 has another hash)"), "{line}");
}

#[tokio::test]
async fn a_chain_that_was_taken_out_with_its_head_is_found() {
    let portal = with_kept_heads().await;
    unguard(&portal).await;
    portal.sql("delete from audit").await;
    portal.sql("delete from audit_heads").await;
    let (code, line) = compared(&portal);
    assert_eq!(code, Some(1));
    assert!(line.ends_with("broken: chain 1 is missing: it had 3 entries)"), "{line}");
}

#[tokio::test]
async fn a_malformed_file_is_refused_with_all_of_its_lines() {
    let portal = with_kept_heads().await;
    let kept = portal.authority_folder().with_file_name("odd.heads");
    std::fs::write(&kept, "# mine\n1 3\none 3 x\n").unwrap();
    let (code, said) = run(&portal, &["verify", "--heads", "odd.heads"]);
    assert_eq!(code, Some(1));
    for words in [
        "odd.heads is no file of heads:",
        "line 2: three words are needed (chain, sequence, hash), here are 2",
        "line 3: `one` is no number of a chain",
    ] {
        assert!(said.contains(words), "{said}");
    }
    let (code, said) = run(&portal, &["verify", "--heads", "nowhere.heads"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("nowhere.heads cannot be read"), "{said}");
}
