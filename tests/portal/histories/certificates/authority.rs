//! A stub authority: the test decides when it answers, and what.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use registrar::domain::certificate::Certificate;
use registrar::gateways::SendingFault;
use registrar::gateways::ca::{CaFault, SigningRequest};
use registrar::gateways::files::Files;
use registrar::gateways::mailer::OutgoingLetter;
use registrar::gateways::printing::Printing;
use registrar::gateways::sms::OutgoingSms;
use registrar::operations::forwarding::ErrandOutcome;
use registrar::operations::{Desk, Failure};
use registrar::store::outbox::Kept;
use registrar::worker::errands::{self, Doors};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// What the authority answers to a request.
pub(super) type Answer = Result<Certificate, CaFault>;

/// The doors of a worker; each request to the authority waits for the test.
struct Waiting {
    asked: mpsc::UnboundedSender<(SigningRequest, oneshot::Sender<Answer>)>,
    /// Whether the authority recognises a repeated id.
    again: bool,
}

/// A worker whose authority the test controls.
pub(super) struct Led {
    doors: Arc<Waiting>,
    asked: mpsc::UnboundedReceiver<(SigningRequest, oneshot::Sender<Answer>)>,
}

/// A request that waits for the authority's answer.
pub(super) struct Question {
    /// The errand that sent the request.
    pub(super) errand: Kept,
    /// The request that was sent.
    pub(super) request: SigningRequest,
    answer: oneshot::Sender<Answer>,
    running: JoinHandle<Result<ErrandOutcome, Failure>>,
}

impl Led {
    /// A worker with an authority that recognises repeated ids, or with one that does not.
    pub(super) fn new(again: bool) -> Self {
        let (sender, asked) = mpsc::unbounded_channel();
        Self { doors: Arc::new(Waiting { asked: sender, again }), asked }
    }

    /// Runs an errand until it ends or sends a request to the authority.
    pub(super) async fn run(&mut self, desk: Desk, errand: &Kept) -> Option<Question> {
        let (doors, kept) = (Arc::clone(&self.doors), errand.clone());
        let mut running = tokio::spawn(async move { errands::run(&*doors, &desk, &kept).await });
        tokio::select! {
            Some((request, answer)) = self.asked.recv() => {
                Some(Question { errand: errand.clone(), request, answer, running })
            }
            done = &mut running => {
                done.unwrap().unwrap();
                None
            }
        }
    }
}

impl Question {
    /// Lets the authority answer.
    pub(super) async fn answer(self, answer: Answer) -> Result<ErrandOutcome, Failure> {
        self.answer.send(answer).unwrap();
        self.running.await.unwrap()
    }
}

impl Doors for Waiting {
    fn public_url(&self) -> &'static str {
        "http://localhost:8080"
    }

    async fn certify(&self, _: &Kept, request: &SigningRequest, _: DateTime<Utc>) -> Answer {
        let (answer, heard) = oneshot::channel();
        self.asked.send((request.clone(), answer)).unwrap();
        heard.await.unwrap()
    }

    fn can_be_asked_again(&self, _: &Kept) -> bool {
        self.again
    }

    fn keeps_links(&self) -> bool {
        true
    }

    async fn post(&self, _: &OutgoingLetter, _: DateTime<Utc>) -> Result<(), SendingFault> {
        Ok(())
    }

    fn files(&self) -> Option<&Files> {
        None
    }

    fn code_key(&self) -> Option<&[u8]> {
        None
    }

    fn printing(&self) -> Option<&Printing> {
        None
    }

    async fn text(&self, _: &OutgoingSms, _: DateTime<Utc>) -> Result<(), SendingFault> {
        Ok(())
    }
}
