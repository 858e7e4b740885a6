//! Who must act and what the client's program reads, in each stage.

use super::*;

#[test]
fn each_stage_has_its_status_its_ball_its_step_and_its_verbs() {
    let lines = StageCode::ALL.iter().map(|code| {
        let verbs: Vec<_> = code.verbs().iter().map(|verb| verb.code()).collect();
        let step = code.step().map_or_else(|| "-".to_owned(), |step| step.to_string());
        let (status, ball) = (code.client_status().code(), code.ball().code());
        format!("{}: status {status}, waits for {ball}, step {step}, open: {}", code.code(), verbs.join(" "))
    });
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_stage_is_open_or_finished_and_none_is_both() {
    for code in StageCode::ALL {
        assert_ne!(StageCode::OPEN.contains(code), StageCode::FINISHED.contains(code), "{code:?}");
        let at_operator = StageCode::AT_OPERATOR.contains(code);
        assert_eq!(at_operator, code.ball() == Ball::Operator, "{code:?}");
    }
}
