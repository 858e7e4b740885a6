//! Random histories of returned and mended applications and of late, repeated and refused answers. Each certificate
//! must match the request that it answers and the person under whom it is stored. The model parses the certificates
//! independently.

mod authority;
mod people;
mod revision;

use std::collections::{BTreeMap, HashSet};

use chrono::Duration;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use registrar::domain::errand::Errand;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::StageCode;
use registrar::gateways::ca::CaFault;
use registrar::operations::decisions::{self, GivenReason};
use registrar::operations::{Desk, attention, mending};
use registrar::store::{Reach as _, outbox};
use sea_orm::{ConnectionTrait as _, Statement};

use self::authority::{Led, Question};
use self::people::{Person, named_by};
use self::revision::{Named, with_owners};
use super::{histories, seed};
use crate::support::{Draft, Portal};

const LEASE: Duration = Duration::seconds(90);
/// The number of people.
const PEOPLE: u32 = 5;
/// The number of random steps before a history is brought to its end.
const STEPS: usize = 24;

/// The kinds of steps that must occur at least once in all histories together.
const KINDS: [&str; 15] = [
    "returned",
    "refused by the clerk",
    "mended: same",
    "mended: permuted",
    "mended: added",
    "mended: removed",
    "mended: replaced",
    "mended: another request",
    "mended: put back",
    "mending refused",
    "certificate",
    "certificate, late",
    "certificate of who is no longer named so",
    "refusal, late",
    "asked again",
];

struct History<'a> {
    portal: &'a Portal,
    people: &'a [Person],
    random: StdRng,
    happened: &'a mut BTreeMap<&'static str, u32>,
    worker: Led,
    number: ApplicationNumber,
    draft: Draft,
    /// The owners in the latest revision.
    owners: Vec<Named>,
    /// The owners in all revisions.
    ever: HashSet<Named>,
    open: Vec<Question>,
    /// The errands that have sent a request.
    asked: Vec<outbox::Kept>,
    /// The requests whose certificate reached the worker.
    issued: HashSet<Named>,
}

impl<'a> History<'a> {
    async fn begin(
        portal: &'a Portal,
        people: &'a [Person],
        happened: &'a mut BTreeMap<&'static str, u32>,
        seed: u64,
    ) -> Self {
        let mut random = StdRng::seed_from_u64(seed);
        let count = random.random_range(1..=3);
        let owners: Vec<Named> = (0..count).map(|person| (person, 0)).collect();
        let draft = portal.draft();
        let number = portal.send(&with_owners(&draft, people, &owners)).await;
        let worker = Led::new(random.random_bool(0.7));
        let ever = owners.iter().copied().collect();
        let (open, asked, issued) = (Vec::new(), Vec::new(), HashSet::new());
        Self { portal, people, random, happened, worker, number, draft, owners, ever, open, asked, issued }
    }

    async fn stage(&self) -> StageCode {
        self.portal.see(self.number).await.stage.code()
    }

    fn note(&mut self, kind: &'static str) {
        *self.happened.entry(kind).or_default() += 1;
    }

    /// Takes one random step that is possible now.
    async fn step(&mut self) {
        let answer = !self.open.is_empty() && self.random.random_bool(0.4);
        if answer {
            let place = self.random.random_range(0..self.open.len());
            let question = self.open.swap_remove(place);
            if self.random.random_bool(0.65) {
                self.certify(question).await;
            } else {
                self.refuse(question).await;
            }
            return;
        }
        if !self.asked.is_empty() && self.random.random_bool(0.15) {
            let errand = self.asked.choose(&mut self.random).unwrap().clone();
            self.note("asked again");
            return self.run(&errand).await;
        }
        let stage = self.stage().await;
        if stage == StageCode::InReview && self.random.random_bool(0.6) {
            self.give_back().await;
        } else if stage == StageCode::CertRequest && self.random.random_bool(0.5) {
            let clerk = self.portal.clerk().await;
            attention::refuse(&clerk.desk(), self.number, "Нет доверенности").await.unwrap();
            self.note("refused by the clerk");
        } else {
            self.go_on().await;
        }
    }

    /// Takes the next step towards the approval.
    async fn go_on(&mut self) {
        let staff = self.portal.staff().await;
        match self.stage().await {
            StageCode::Received => drop(self.portal.take(&staff, self.number).await),
            StageCode::InReview => drop(self.portal.forward(&staff, self.number).await),
            StageCode::NeedsClient => self.mend().await,
            StageCode::Forwarded | StageCode::CertRequest | StageCode::Registering => self.work().await,
            StageCode::Approved
            | StageCode::Completed
            | StageCode::Rejected
            | StageCode::Withdrawn
            | StageCode::Expired => {}
        }
    }

    async fn give_back(&mut self) {
        let seen = self.portal.see(self.number).await.version;
        let given = GivenReason { code: "users", own_words: "" };
        decisions::return_to_client(&self.portal.staff().await.desk(), self.number, seen, given)
            .await
            .unwrap();
        self.note("returned");
    }

    /// Runs the due errands. An errand that calls the authority waits.
    async fn work(&mut self) {
        self.portal.clock.advance(Duration::seconds(10));
        self.portal
            .sql("update errands set state = 'done', done_at = created_at where kind = 'letter'")
            .await;
        loop {
            let due = outbox::claim(self.portal.db(), self.portal.clock.now(), LEASE, 100).await.unwrap();
            let due: Vec<_> =
                due.into_iter().filter(|kept| !matches!(kept.errand, Errand::Letter { .. })).collect();
            if due.is_empty() {
                return;
            }
            for errand in due {
                self.run(&errand).await;
            }
        }
    }

    async fn run(&mut self, errand: &outbox::Kept) {
        let desk = Desk::of_worker(&self.portal.house, "test-worker".to_owned());
        if let Some(question) = self.worker.run(desk, errand).await {
            self.asked.push(question.errand.clone());
            self.open.push(question);
        }
    }

    /// The person and the request that a question carries.
    fn about(&self, question: &Question) -> Named {
        let of = |person: &Person| person.requests.iter().position(|one| one.der == question.request.csr_der);
        let mut found = self.people.iter().enumerate();
        found.find_map(|(place, person)| Some((place, of(person)?))).unwrap()
    }

    async fn certify(&mut self, question: Question) {
        let about = self.about(&question);
        if self.stage().await != StageCode::CertRequest {
            self.note("certificate, late");
        }
        self.note(if self.owners.contains(&about) {
            "certificate"
        } else {
            "certificate of who is no longer named so"
        });
        let issued =
            self.portal.authority().submit(&question.request, self.portal.clock.now()).await.unwrap();
        question.answer(Ok(issued)).await.unwrap();
        self.issued.insert(about);
    }

    async fn refuse(&mut self, question: Question) {
        if self.stage().await != StageCode::CertRequest || !self.owners.contains(&self.about(&question)) {
            self.note("refusal, late");
        }
        let words = "Нет доверенности".to_owned();
        question.answer(Err(CaFault::Refused { words })).await.unwrap();
    }

    async fn mend(&mut self) {
        let (kind, owners) = revision::another(&self.owners, &self.ever, self.people.len(), &mut self.random);
        let body = with_owners(&self.draft, self.people, &owners).text();
        let seen = self.portal.see(self.number).await.version;
        let program = self.portal.program().await;
        if mending::mend(&program.desk(), self.number, seen, &body).await.is_ok() {
            self.ever.extend(owners.iter().copied());
            self.owners = owners;
            self.note(kind);
        } else {
            self.note("mending refused");
        }
    }

    /// Answers every open question and leads the application to its end.
    async fn end(&mut self) {
        for _ in 0..20 {
            while let Some(question) = self.open.pop() {
                self.certify(question).await;
                self.check().await;
            }
            if self.stage().await == StageCode::Approved {
                break;
            }
            self.go_on().await;
            self.check().await;
        }
        assert_eq!(self.stage().await, StageCode::Approved, "№ {} is stuck", self.number);
        let held = self.held().await;
        for issued in &self.issued {
            let times = held.iter().filter(|one| *one == issued).count();
            assert_eq!(times, 1, "№ {}: certificates that came and are held for {issued:?}", self.number);
        }
    }

    /// What the application's stored certificates contain, as the model parses them.
    async fn held(&self) -> Vec<Named> {
        let reach = self.portal.db().on();
        let sql =
            format!("select owner_snils, der from certificates where application_number = {}", self.number);
        let rows =
            reach.query_all_raw(Statement::from_string(reach.get_database_backend(), sql)).await.unwrap();
        let read = |row: sea_orm::QueryResult| {
            let (snils, der): (String, Vec<u8>) =
                (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
            let named = named_by(&der);
            let requests = |person: &Person| person.requests.iter().position(|one| one.names == named);
            let mut people = self.people.iter().enumerate();
            let about = people.find_map(|(place, person)| Some((place, requests(person)?))).unwrap();
            let whose = &self.people[about.0].snils;
            assert_eq!(&snils, whose, "№ {}: a certificate is stored under another person", self.number);
            about
        };
        rows.into_iter().map(read).collect()
    }

    async fn check(&self) {
        let held = self.held().await;
        if [StageCode::Registering, StageCode::Approved].contains(&self.stage().await) {
            for owner in &self.owners {
                assert!(
                    held.contains(owner),
                    "№ {}: approved without the certificate of {owner:?}",
                    self.number
                );
            }
        }
    }
}

#[tokio::test]
async fn every_certificate_is_of_the_request_that_it_answers_and_of_the_person_who_is_named() {
    let portal = Portal::open().await;
    let people: Vec<Person> = (1..=PEOPLE).map(Person::with_number).collect();
    let mut happened = BTreeMap::from(KINDS.map(|kind| (kind, 0)));
    for history in 0..histories() {
        eprintln!("history {}, seed {}", history + 1, seed() + history);
        let mut history = History::begin(&portal, &people, &mut happened, seed() + history).await;
        for _ in 0..STEPS {
            history.step().await;
            history.check().await;
        }
        history.end().await;
    }
    eprintln!("{} histories: {happened:#?}", histories());
    assert!(happened.values().all(|times| *times > 0), "{happened:?}");
    portal.verify().await;
}
