//! The partner's desk.

mod application;
mod charge;
mod contract;
mod decisions;
mod login;
mod logins;
mod organization;
mod organizations;
mod original;
mod owners;
mod parameters;
mod progress;
mod queue;
mod statements;
mod users;

pub use application::{ApplicationPage, Direction, Remark};
pub use charge::ChargePage;
pub use contract::{ContractCard, ContractPage, DiscountRow};
pub use decisions::{Asks, Decision};
pub use login::LoginPage;
pub use logins::{LoginForm, LoginRow, LoginsPage};
pub use organization::{OrganizationPage, OrganizationPart};
pub(crate) use organizations::search;
pub use organizations::{OrganizationRow, OrganizationsPage};
pub use original::OriginalPage;
pub use owners::{Owner, SigningRequest, SubjectPart};
pub use parameters::{Parameters, ParametersForm};
pub use progress::{Attention, Handover, Held, Progress, Returned, Undo, Waiting};
pub use queue::{Mode, QueuePage, QueueRow, RowAction};
pub use statements::{LiveMonth, StatementRow, StatementsPage};
pub use users::{User, Users};
