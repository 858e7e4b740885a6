//! The client's cabinet: one obvious action a page.

mod application;
mod applications;
mod contracts;
mod state;
mod support;

pub use application::CabinetApplicationPage;
pub use applications::{CabinetPage, CabinetRow};
pub use contracts::{ItsContractRow, ItsContractsPage, ItsOffer};
pub use state::{Advice, Ball, BallTone, Caption, Contact, OwnCertificate, Refresh, StepState, TrackStep};
pub use support::{SupportSignInPage, SupportStatePage};
