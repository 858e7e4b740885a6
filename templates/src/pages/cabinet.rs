//! The client's cabinet: one obvious action a page.

mod application;
mod applications;
mod archive_form;
mod archive_link;
mod archives;
mod attachments;
mod contracts;
mod disowning;
mod drafts;
mod questions;
mod state;
mod subscriptions;
mod support;

pub use application::CabinetApplicationPage;
pub use applications::{AccountingDoor, CabinetEnding, CabinetPage, CabinetRow};
pub use archive_form::{ActQuestions, ArchivePage, PeriodPreset};
pub use archive_link::ArchiveLinkPage;
pub use archives::{ArchiveAddressPage, OwnArchiveRow, OwnArchivesPage};
pub use attachments::AttachmentsPage;
pub use contracts::{ItsContractRow, ItsContractsPage, ItsOffer};
pub use disowning::DisowningPage;
pub use drafts::{
    CabinetAccountPage, DraftAnswer, DraftCheckPage, DraftEntry, DraftEntryPage, DraftFilesPage, DraftHead,
    DraftPart, DraftProblem, DraftRow, DraftStepPage, DraftWalk, DraftsPage, NewDraftPage, WalkMark,
};
pub use questions::{AskQuestionPage, OwnQuestionPage, OwnQuestionRow, OwnQuestionsPage};
pub use state::{
    Advice, Ball, BallTone, Caption, Contact, InProgram, OwnCertificate, Refresh, StepState, TrackStep,
};
pub use subscriptions::{SubscriptionLinkPage, SubscriptionRow, SubscriptionsPage};
pub use support::{SupportSignInPage, SupportStatePage};
