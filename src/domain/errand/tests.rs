//! Tests of errands.

use chrono::Duration;

use super::*;

#[test]
fn waiting_doubles_and_is_capped_at_ten_minutes_and_a_quarter() {
    assert_eq!(backoff(1, 0), Duration::seconds(5));
    assert_eq!(backoff(2, 0), Duration::seconds(10));
    assert_eq!(backoff(40, 0), Duration::seconds(600));
    assert!(backoff(40, 999) < Duration::seconds(750));
}

#[test]
fn every_kind_of_errand_is_in_the_lane_that_claims_it() {
    let application = ApplicationNumber(7);
    let (to, news, words) = ("a@b.example".to_owned(), News::Accepted, None);
    let head = Head { chain: PartnerId(1), sequence: 1, hash: "0".repeat(64) };
    let (day, until): (NaiveDate, _) = ("2026-11-18".parse().unwrap(), DateTime::UNIX_EPOCH);
    let (organization, partner, person) = (OrganizationId(1), PartnerId(1), PersonId(1));
    let every = [
        Errand::Submit { application },
        Errand::Issue { application, owner: 0, request: None },
        Errand::Register { application },
        Errand::Expire { application },
        Errand::Wake { application },
        Errand::Letter { application, news, to: to.clone(), words },
        Errand::PasswordLetter { link: LinkId(1) },
        Errand::ConfirmationLetter { registration: RegistrationId(1) },
        Errand::PasswordNotice { person },
        Errand::ProgramPasswordNotice { person, password: ProgramPasswordId(1) },
        Errand::NewDevice { person, device: NewDeviceId(1), others: false },
        Errand::LoginRenamed { person: PersonId(1), was: "staff".to_owned() },
        Errand::OfferLetter { offer: ItsLoginId(1) },
        Errand::Reminders { partner: PartnerId(1), day },
        Errand::ExpiryLetter { organization, person, mark: ReminderMark::Thirty, ends_on: day, day },
        Errand::ClientInvitation { invitation: InvitationId(1) },
        Errand::AdministratorInvited { organization, partner, person, invitation: InvitationId(1) },
        Errand::PinGuesses { product: ProductId(1) },
        Errand::PasswordGuesses { person: None, name: to.clone(), place: GuessedAt::Name, until },
        Errand::QuestionLetter { question: QuestionId(1), position: 1 },
        Errand::ArchiveBuild { archive: ArchiveId(1), letter: 1 },
        Errand::ArchiveLetter { archive: ArchiveId(1), letter: 1 },
        Errand::ArchiveConfirmation { archive: ArchiveId(1), letter: 1 },
        Errand::SubscriptionLetter { subscription: SubscriptionId(1) },
        Errand::PrintDocument { sale: SaleId(1), paper: DocumentKind::Act },
        Errand::PrintAct { archive: ArchiveId(1) },
        Errand::ActOrderedLetter { archive: ArchiveId(1) },
        Errand::ActDeclinedLetter { archive: ArchiveId(1) },
        Errand::PhoneCode { code: PhoneCodeId(1) },
        Errand::CodeGuesses { person: PersonId(1), code: PhoneCodeId(1) },
        Errand::SmsCeiling { person: PersonId(1), day },
        Errand::JournalHead { person: PersonId(1), head, period: "2026-W47".to_owned() },
    ];
    for errand in &every {
        assert!(errand.lane().kinds().contains(&errand.kind()), "{errand:?}");
    }
    assert_eq!(Lane::Authority.kinds(), ["issue"]);
    assert_eq!(Lane::ALL.iter().map(|lane| lane.kinds().len()).sum::<usize>(), every.len());
}

#[test]
fn forwarding_again_after_an_undo_owes_a_new_errand() {
    let errand = Errand::Submit { application: ApplicationNumber(7) };
    assert_ne!(errand.deduplication(3), errand.deduplication(5));
}
