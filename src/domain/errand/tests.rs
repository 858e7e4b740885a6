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

fn of_passkey(person: PersonId) -> Errand {
    Errand::PasskeyNotice {
        person, passkey: PasskeyId(1), news: PasskeyNews::Added, name: "Ключ".to_owned()
    }
}

/// Those about who somebody is.
fn about_sign_ins() -> Vec<Errand> {
    let (person, name, at) = (PersonId(1), String::new(), DateTime::UNIX_EPOCH);
    let (account, provider) = ("0".repeat(64), "Облако".to_owned());
    vec![
        Errand::PasswordNotice { person: PersonId(1) },
        Errand::FactorNotice { person: PersonId(1), news: FactorNews::RecoveryCodeUsed { left: 9 } },
        Errand::FactorResetLetter(ToldReset { reset: FactorResetId(1) }),
        Errand::FactorResetSms(ToldReset { reset: FactorResetId(1) }),
        Errand::FactorReset { reset: FactorResetId(1) },
        Errand::ProgramPasswordNotice { person, password: ProgramPasswordId(1) },
        Errand::NewDevice { person, device: NewDeviceId(1), others: false },
        of_passkey(person),
        Errand::CloudLinkedLetter { person, account, provider, at },
        Errand::PasswordGuesses { person: None, name, place: GuessedAt::Name, until: at },
        Errand::StandingInLetter { standing: StandingInId(1), person, news: StandingInNews::Begins },
    ]
}

/// One errand of every kind.
fn every_kind() -> Vec<Errand> {
    let application = ApplicationNumber(7);
    let (to, news, words) = ("a@b.example".to_owned(), News::Accepted, None);
    let head = Head { chain: PartnerId(1), sequence: 1, hash: "0".repeat(64) };
    let day: NaiveDate = "2026-11-18".parse().unwrap();
    let (organization, partner, person) = (OrganizationId(1), PartnerId(1), PersonId(1));
    let others = vec![
        Errand::Submit { application },
        Errand::Issue { application, owner: 0, request: None },
        Errand::Register { application },
        Errand::Expire { application },
        Errand::Wake { application },
        Errand::Letter { application, news, to, words },
        Errand::PasswordLetter { link: LinkId(1) },
        Errand::ConfirmationLetter { registration: RegistrationId(1) },
        Errand::LoginRenamed { person: PersonId(1), was: "staff".to_owned() },
        Errand::OfferLetter { offer: ItsLoginId(1) },
        Errand::Reminders { partner: PartnerId(1), day },
        Errand::ExpiryLetter { organization, person, mark: ReminderMark::Thirty, ends_on: day, day },
        Errand::ClientInvitation { invitation: InvitationId(1) },
        Errand::AdministratorInvited { organization, partner, person, invitation: InvitationId(1) },
        Errand::PinGuesses { product: ProductId(1) },
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
    others.into_iter().chain(about_sign_ins()).collect()
}

#[test]
fn every_kind_of_errand_is_in_the_lane_that_claims_it() {
    let every = every_kind();
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
