//! The URLs of clients' questions, in the cabinet and at the partner's desk.

use super::fill;

addresses! {
    /// The client's questions.
    OWN_QUESTIONS = "/cabinet/questions" => own_questions();
    /// Asking a question.
    NEW_QUESTION = "/cabinet/questions/new" => new_question();
    /// One of the client's questions.
    OWN_QUESTION = "/cabinet/questions/{question}" => own_question(question);
    /// Writing again about a question.
    QUESTION_MESSAGE = "/cabinet/questions/{question}/messages" => question_message(question);
    /// The questions of the partner's clients.
    QUESTIONS = "/partner/questions" => questions();
    /// One of them.
    QUESTION = "/partner/questions/{question}" => question(question);
    /// Answering it.
    QUESTION_ANSWER = "/partner/questions/{question}/answer" => question_answer(question);
    /// Closing it without an answer.
    QUESTION_CLOSING = "/partner/questions/{question}/closing" => question_closing(question);
}
