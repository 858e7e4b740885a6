//! On every walk, the state implied by the events equals the application, and each event names the right stages.

use super::*;

proptest! {
    #[test]
    fn on_every_walk_the_events_tell_what_has_come_of_it(steps in steps()) {
        let (mut application, mut at) = (received(), noon());
        let sent = SentTold { original: None, login: "its-demo".to_owned(), at: noon() };
        let mut told = ApplicationTold::received(sent, Some(application.deadlines));
        for (step, seconds) in steps {
            at += TimeDelta::seconds(seconds);
            let done = match step {
                Step::Verb(verb) => do_verb(application.clone(), verb, at),
                Step::Work(work) => do_work(application.clone(), work, at),
            };
            let Ok(change) = done else { continue };
            let (after, event) = change.into_parts();
            let (was, now) = (application.stage.code(), after.stage.code());
            prop_assert_eq!(event.moves(), (was != now).then_some((was, now)), "{:?}", event);
            told.then(&event, at);
            application = Application { version: application.version + 1, ..after };
            prop_assert_eq!(told.differs(&application), Vec::<&str>::new(), "after {:?}", event);
        }
        let otherwise = Application { version: application.version + 1, ..application };
        prop_assert_eq!(told.differs(&otherwise), ["count of changes"]);
    }

    #[test]
    fn on_every_walk_an_approval_follows_a_forwarding_and_comes_once(steps in steps()) {
        let (mut application, mut at) = (received(), noon());
        let (mut forwardings, mut undone, mut approvals) = (0, 0, 0);
        for (step, seconds) in steps {
            at += TimeDelta::seconds(seconds);
            let before = application.clone();
            let done = match step {
                Step::Verb(verb) => do_verb(application, verb, at),
                Step::Work(work) => do_work(application, work, at),
            };
            application = match done.map(Change::into_parts) {
                Ok((after, event)) => {
                    forwardings += usize::from(matches!(event, ApplicationEvent::Forwarded { .. }));
                    undone += usize::from(matches!(event, ApplicationEvent::ForwardingUndone));
                    approvals += usize::from(matches!(event, ApplicationEvent::Approved { .. }));
                    after
                }
                Err(_) => before,
            };
            prop_assert!(approvals <= 1 && approvals + undone <= forwardings);
        }
    }
}
