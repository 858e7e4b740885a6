//! The plan: how many applications of which kind yield exactly the requested number of licences.

use super::chance::Chance;

/// The size of the data.
#[derive(Clone, Debug)]
pub struct Size {
    /// How many partners.
    pub partners: usize,
    /// How many organisations.
    pub organizations: usize,
    /// How many applications.
    pub applications: usize,
    /// How many licences.
    pub licences: usize,
    /// Over how many past months they were received; the present month is extra.
    pub months: u32,
    /// The seed of all random choices.
    pub seed: u64,
}

/// Why the sizes contradict each other.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// There are fewer applications than organisations, each of which sends one.
    #[error("there are more organisations than applications, and each has sent at least one")]
    TooManyOrganizations,
    /// A size is zero.
    #[error("at least one partner, one organisation, one application and one month are needed")]
    Nothing,
    /// There are fewer partners than in the demo.
    #[error("at least {DEMO_PARTNERS} partners are needed: those of the demo are among them")]
    TooFewPartners,
    /// There are fewer licences than connections, each of which yields one.
    #[error("with these organisations and applications there are at least {0} licences")]
    TooFewLicences(usize),
    /// There are more than two licences for each finished application.
    #[error("with these organisations and applications there are at most {0} licences")]
    TooManyLicences(usize),
}

/// The number of the demo's partners, which are always included.
const DEMO_PARTNERS: usize = 3;

/// The kind of the next application, and whether it includes the extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A first connection of a new organisation, with the extension or without.
    Connection { extension: bool },
    /// A renewal.
    Renewal { extension: bool },
    /// An application without charges.
    Unbilled,
}

/// The numbers of applications still to be generated.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) size: Size,
    /// How many applications are open at the end; they are generated last.
    pub(super) open: usize,
    connections: usize,
    renewals: usize,
    unbilled: usize,
    extensions: usize,
}

/// One application of this many is open.
const OPEN_SHARE: usize = 60;

impl Plan {
    /// The plan for a size.
    pub(super) fn of(size: &Size) -> Result<Self, PlanFault> {
        let Size { partners, organizations, applications, licences, months, .. } = *size;
        if partners == 0 || organizations == 0 || applications == 0 || months == 0 {
            return Err(PlanFault::Nothing);
        }
        if partners < DEMO_PARTNERS {
            return Err(PlanFault::TooFewPartners);
        }
        if organizations > applications {
            return Err(PlanFault::TooManyOrganizations);
        }
        let open = (applications / OPEN_SHARE).min(applications - organizations);
        let newcomers = (open / 3).min(organizations / 20);
        let (finished, connections) = (applications - open, organizations - newcomers);
        if licences < connections {
            return Err(PlanFault::TooFewLicences(connections));
        }
        if licences > 2 * finished {
            return Err(PlanFault::TooManyLicences(2 * finished));
        }
        // Four fifths of the lines are products and one fifth extensions, as far as the sizes allow.
        let products = (licences * 4 / 5).clamp(connections, finished).max(licences.div_ceil(2));
        Ok(Self {
            size: size.clone(),
            open,
            connections,
            renewals: products - connections,
            unbilled: finished - products,
            extensions: licences - products,
        })
    }

    /// How many finished applications remain.
    pub(super) fn left(&self) -> usize {
        self.connections + self.renewals + self.unbilled
    }

    /// The next kind; the first one is a connection.
    pub(super) fn draw(&mut self, chance: &mut Chance, nobody_yet: bool) -> Next {
        let billed = self.connections + self.renewals;
        if !nobody_yet && !chance.quota(billed, self.left()) {
            self.unbilled -= 1;
            return Next::Unbilled;
        }
        let extension = chance.quota(self.extensions, billed);
        self.extensions -= usize::from(extension);
        if nobody_yet || chance.quota(self.connections, billed) {
            self.connections -= 1;
            Next::Connection { extension }
        } else {
            self.renewals -= 1;
            Next::Renewal { extension }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn size(organizations: usize, applications: usize, licences: usize) -> Size {
        Size { partners: 3, organizations, applications, licences, months: 24, seed: 1 }
    }

    #[test]
    fn sizes_that_do_not_go_together_are_refused() {
        let fault = |a, b, c| Plan::of(&size(a, b, c)).unwrap_err();
        assert_eq!(fault(11, 10, 10), PlanFault::TooManyOrganizations);
        assert_eq!(fault(0, 10, 10), PlanFault::Nothing);
        assert_eq!(fault(10, 20, 9), PlanFault::TooFewLicences(10));
        assert_eq!(fault(10, 20, 41), PlanFault::TooManyLicences(40));
    }

    proptest! {
        #[test]
        fn a_plan_brings_exactly_what_is_asked_for(
            organizations in 1_usize..200, more in 0_usize..300, licences in 1_usize..900, seed in 0_u64..1000,
        ) {
            let size = size(organizations, organizations + more, licences);
            let newcomers = ((size.applications / OPEN_SHARE).min(more) / 3).min(organizations / 20);
            let Ok(mut plan) = Plan::of(&size) else { return Ok(()) };
            let (mut connected, mut applications, mut brought) = (0, plan.open, 0);
            let mut chance = Chance::of(seed, 0);
            while plan.left() > 0 {
                applications += 1;
                match plan.draw(&mut chance, connected == 0) {
                    Next::Connection { extension } => (connected, brought) = (connected + 1, brought + 1 + usize::from(extension)),
                    Next::Renewal { extension } => brought += 1 + usize::from(extension),
                    Next::Unbilled => {}
                }
            }
            prop_assert_eq!((applications, brought), (size.applications, licences));
            prop_assert_eq!(connected + newcomers, organizations);
        }
    }
}
