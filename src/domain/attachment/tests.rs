//! Tests of the verbs.

use chrono::TimeZone as _;

use super::*;

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 29, 9, 0, 0).unwrap()
}

fn file(sha256: &str) -> AttachedFile {
    let (name, _) = AttachmentName::read("Доверенность.pdf").unwrap();
    AttachedFile { name, kind: FileKind::Pdf, size: 7, sha256: sha256.to_owned() }
}

fn folder(stage: StageCode, count: usize) -> AttachmentFolder {
    let empty = AttachmentFolder {
        application: ApplicationNumber(104_001),
        partner: PartnerId(1),
        stage: StageCode::Received,
        files: Vec::new(),
    };
    let one = |index: usize| {
        let added = empty.attach(file(&index.to_string()), PersonId(7), at()).unwrap().unwrap();
        Attachment { id: AttachmentId(i64::try_from(index).unwrap()), ..added.after().clone() }
    };
    AttachmentFolder { stage, files: (0..count).map(one).collect(), ..empty.clone() }
}

#[test]
fn the_eleventh_file_is_refused_and_the_same_one_again_is_not_a_second_one() {
    let nine = folder(StageCode::NeedsClient, 9);
    assert!(nine.attach(file("new"), PersonId(7), at()).unwrap().is_some());
    let ten = folder(StageCode::NeedsClient, 10);
    assert_eq!(ten.attach(file("new"), PersonId(7), at()).unwrap_err(), AttachmentRefusal::TooMany);
    assert!(ten.attach(file("3"), PersonId(7), at()).unwrap().is_none());
}

#[test]
fn only_an_application_that_nobody_checks_takes_and_loses_files() {
    for stage in StageCode::ALL.iter().copied() {
        let folder = folder(stage, 1);
        let open = [StageCode::Received, StageCode::NeedsClient].contains(&stage);
        assert_eq!(folder.attach(file("new"), PersonId(7), at()).is_ok(), open, "{stage:?}");
        assert_eq!(folder.remove(AttachmentId(0), at()).is_ok(), open, "{stage:?}");
    }
}

#[test]
fn a_removed_file_says_when() {
    let folder = folder(StageCode::Received, 2);
    let removed = folder.remove(AttachmentId(1), at()).unwrap().unwrap();
    assert_eq!(removed.after().removed_at, Some(at()));
    assert!(folder.remove(AttachmentId(9), at()).unwrap().is_none());
}
