//! The letters about standing in: to whoever hands a role over, and to whoever has it meanwhile.

use templates::letters::StandingInTold;
use templates::paths;

use super::{Letter, link};
use crate::domain::errand::StandingInNews;
use crate::operations::standing_in::StandingMatter;
use crate::present::words;
use crate::present::words::people::short_name;

/// The letter.
#[must_use]
pub fn standing_in(matter: &StandingMatter, news: StandingInNews, public_url: &str) -> Letter {
    let (standing, other) = (&matter.standing, short_name(matter.other.called()));
    let gives = matter.reader.id == standing.giver;
    let (role, days) = (words::role(standing.role), words::standing_in::days(standing));
    let (subject, happened, meaning) = match (news, gives) {
        (StandingInNews::Begins, true) => (
            format!("Вас замещает {other}"),
            format!("Вас замещает {other}: роль «{role}», {days}."),
            "Свои права вы сохраняете. В журнале действия коллеги подписаны и вашим именем.",
        ),
        (StandingInNews::Begins, false) => (
            format!("Вы замещаете: {other}"),
            format!("Вам передана на время роль «{role}»: {other}, {days}."),
            "Ваши действия с этой ролью подписаны в журнале и именем того, кого вы замещаете.",
        ),
        (StandingInNews::Ends | StandingInNews::EndedEarly, true) => (
            "Замещение завершено".to_owned(),
            format!("{other} больше не замещает вас: роль «{role}», {days}."),
            "Ваши права не изменились.",
        ),
        (StandingInNews::Ends | StandingInNews::EndedEarly, false) => (
            "Замещение завершено".to_owned(),
            format!("Вы больше не замещаете: {other}, роль «{role}», {days}."),
            "Права этой роли больше не действуют.",
        ),
    };
    let letter = StandingInTold {
        name: matter.reader.called().to_owned(),
        subject,
        happened,
        meaning: meaning.to_owned(),
        link: link(public_url, &paths::own_standing_in()),
    };
    letter.letter()
}
