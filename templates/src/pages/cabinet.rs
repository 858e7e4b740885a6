//! The client's cabinet: one obvious action a page.

mod application;
mod applications;

pub use application::{Ball, BallTone, CabinetApplicationPage, Contact};
pub use applications::{CabinetPage, CabinetRow};
