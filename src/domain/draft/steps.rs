//! The steps of a draft: which ones an application has follows from its kind and from what it changes.

use super::Draft;
use crate::domain::submission::{ApplicationType, ChangeFlag};

codes! {
    /// A step; each is one page.
    pub enum DraftStep {
        /// What changes.
        Changes = "changes",
        /// The organisation, and who serves it.
        Organization = "organization",
        /// «Личный кабинет 1С-Отчетность» with the alias.
        Cabinet = "cabinet",
        /// The account that opens the cabinet.
        Account = "account",
        /// The requisites.
        Requisites = "requisites",
        /// The program and the licence.
        Program = "program",
        /// The controlling bodies.
        Directions = "directions",
        /// The owners of signatures.
        Owners = "owners",
        /// The multi-user mode.
        Users = "users",
        /// The files that go with it.
        Attachments = "attachments",
        /// The check before sending.
        Check = "check",
    }
}

impl DraftStep {
    /// Whether the step is a list whose entries are filled on pages of their own.
    #[must_use]
    pub const fn is_list(self) -> bool {
        match self {
            Self::Directions | Self::Owners | Self::Users => true,
            Self::Changes
            | Self::Organization
            | Self::Cabinet
            | Self::Account
            | Self::Requisites
            | Self::Program
            | Self::Attachments
            | Self::Check => false,
        }
    }
}

impl Draft {
    /// The steps, in their order.
    #[must_use]
    pub fn steps(&self) -> Vec<DraftStep> {
        DraftStep::ALL.iter().copied().filter(|step| self.has(*step)).collect()
    }

    /// Whether it has a step.
    #[must_use]
    pub fn has(&self, step: DraftStep) -> bool {
        if self.kind == ApplicationType::Change { self.changes(step) } else { self.states(step) }
    }

    /// The steps of an application that says everything.
    fn states(&self, step: DraftStep) -> bool {
        let new = self.kind == ApplicationType::Connect && self.correction.is_none();
        match step {
            DraftStep::Changes => false,
            DraftStep::Organization => new,
            DraftStep::Account => new && self.answers.cabinet,
            DraftStep::Cabinet
            | DraftStep::Requisites
            | DraftStep::Program
            | DraftStep::Directions
            | DraftStep::Owners
            | DraftStep::Users
            | DraftStep::Attachments
            | DraftStep::Check => true,
        }
    }

    /// The steps of an application that says only what changes.
    fn changes(&self, step: DraftStep) -> bool {
        let any = |flags: &[ChangeFlag]| flags.iter().any(|flag| self.answers.changes.contains(flag));
        match step {
            DraftStep::Changes | DraftStep::Program | DraftStep::Attachments | DraftStep::Check => true,
            DraftStep::Organization | DraftStep::Cabinet | DraftStep::Account => false,
            DraftStep::Requisites => any(&[ChangeFlag::OrgRequisites]),
            DraftStep::Directions => any(&[ChangeFlag::Directions]),
            DraftStep::Owners => {
                any(&[ChangeFlag::CertificateOwner, ChangeFlag::KeyStorage, ChangeFlag::ReissueCertificate])
            }
            DraftStep::Users => any(&[ChangeFlag::Users]),
        }
    }

    /// The step after this one; the check is the last.
    #[must_use]
    pub fn after(&self, step: DraftStep) -> DraftStep {
        self.steps().into_iter().find(|next| *next > step).unwrap_or(DraftStep::Check)
    }

    /// The step before this one, if there is one.
    #[must_use]
    pub fn before(&self, step: DraftStep) -> Option<DraftStep> {
        self.steps().into_iter().rev().find(|former| *former < step)
    }

    /// Whether a step was filled at least once; what is wrong with it is then shown.
    #[must_use]
    pub fn has_passed(&self, step: DraftStep) -> bool {
        step < self.reached || self.reached == DraftStep::Check
    }

    /// The same draft, at least as far as this step.
    #[must_use]
    pub fn reaching(self, step: DraftStep) -> Self {
        Self { reached: self.reached.max(step), ..self }
    }
}
