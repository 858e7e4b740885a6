//! Tests of questions.

use chrono::Duration;

use super::*;

fn question(state: QuestionState) -> ClientQuestion {
    let at = DateTime::<Utc>::UNIX_EPOCH;
    ClientQuestion {
        id: QuestionId(1),
        partner: PartnerId(1),
        organization: None,
        account: PersonId(7),
        name: "Анна Петрова".to_owned(),
        email: "anna@romashka.example".to_owned(),
        state,
        created_at: at,
        moved_at: at,
        version: 2,
    }
}

#[test]
fn writing_again_reopens_and_waiting_counts_from_the_first_message() {
    let later = DateTime::<Utc>::UNIX_EPOCH + Duration::hours(1);
    let waiting = question(QuestionState::Waiting).write("Еще".to_owned(), later);
    assert_eq!(waiting.event(), &QuestionEvent::QuestionWritten { reopens: false });
    assert_eq!(waiting.after().question.moved_at, DateTime::<Utc>::UNIX_EPOCH);
    for state in [QuestionState::Answered, QuestionState::Closed] {
        let again = question(state).write("Еще".to_owned(), later);
        assert_eq!(again.event(), &QuestionEvent::QuestionWritten { reopens: true });
        let QuestionTurn { question, message } = again.after();
        assert_eq!((question.state, question.moved_at), (QuestionState::Waiting, later));
        assert_eq!((message.position, message.author), (3, PersonId(7)));
    }
}

#[test]
fn only_what_waits_is_closed_and_what_is_closed_is_not_answered() {
    let (by, at, text) = (PersonId(3), DateTime::<Utc>::UNIX_EPOCH, || "Ответ".to_owned());
    for (state, answers, closes) in [
        (QuestionState::Waiting, None, None),
        (QuestionState::Answered, None, Some(QuestionRefusal::DoesNotWait)),
        (QuestionState::Closed, Some(QuestionRefusal::IsClosed), Some(QuestionRefusal::DoesNotWait)),
    ] {
        assert_eq!(question(state).answer(by, text(), at).err(), answers, "{state:?}");
        assert_eq!(question(state).close(by, text(), at).err(), closes, "{state:?}");
    }
    let answered = question(QuestionState::Waiting).answer(by, text(), at).unwrap();
    assert_eq!(answered.after().question.state, QuestionState::Answered);
}

#[test]
fn every_fault_of_the_form_is_told_beside_its_field() {
    let mut faults = FieldFaults::new();
    let wrong = TypedQuestion { email: "anna".to_owned(), ..TypedQuestion::default() };
    assert_eq!(wrong.read(&mut faults), None);
    let fields: Vec<&str> = faults.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, ["name", "email", "text"]);
    assert_eq!(
        read_message("text", " \n ", "Напишите ответ"),
        Err(vec![("text", "Напишите ответ".to_owned())])
    );
}
