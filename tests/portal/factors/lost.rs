//! A lost phone: two administrators and a day take the factors off, and the owner can say no.

mod agreeing;
mod telling;

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::role::{Role, Scope};
use registrar::store::letters;

use crate::support::{PASSWORD, Persona, Portal, Visitor};

const RESETS: &str = "/partner/people/factor-resets";

/// Two administrators of «Форсайт», and an employee who has an app.
struct Office {
    portal: Portal,
    staff: Persona,
    one: Visitor,
    other: Visitor,
}

impl Office {
    async fn open() -> Self {
        let portal = Portal::open().await;
        let staff = portal.staff().await;
        let other =
            portal.at_partner("second-admin", "Серов Петр Ильич", Role::PartnerAdmin, "forsait").await;
        let one = portal.visit(&portal.partner_admin().await).await;
        let other = portal.visit(&other).await;
        Self { portal, staff, one, other }
    }

    async fn ask(&mut self) {
        let page = self.one.open("/partner/people/factors").await;
        let typed = [("login", "staff"), ("reason", "Потерян телефон, позвонила с рабочего номера")];
        let asked = self.one.press(&page, RESETS, &typed).await;
        assert!(asked.says("владельцу уходит письмо или SMS"), "{}", asked.text());
        self.portal.run_errands().await;
    }

    async fn confirm(&mut self) {
        let page = self.other.open("/partner/people/factors").await;
        let done = self.other.press(&page, &format!("{RESETS}/1/confirmation"), &[]).await;
        assert!(done.says("Вы согласились"), "{}", done.text());
    }

    /// Whether the password is enough.
    async fn is_bare(&self) -> bool {
        self.portal.passer_by().sign_in("staff", PASSWORD).await.header("location") == "/"
    }

    /// The path of the link in the owner's letter.
    async fn link(&self) -> String {
        let all = letters::latest(self.portal.db(), &Scope::Everything, 100).await.unwrap();
        let letter =
            all.into_iter().find(|letter| letter.subject.starts_with("Просят снять защиту")).unwrap();
        let at = letter.text.find("/factor-reset/").unwrap();
        letter.text[at..].split_whitespace().next().unwrap().to_owned()
    }
}

#[tokio::test]
async fn two_people_and_a_day_take_the_factors_off() {
    let mut office = Office::open().await;
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    let asked_at = office.portal.clock.now();
    office.ask().await;
    assert_eq!(office.portal.count("letters where subject like 'Просят снять защиту%'").await, 1, "at once");
    let page = office.one.open("/partner/people/factors").await;
    assert!(!page.offers(&format!("{RESETS}/1/confirmation")), "not by whoever asked");
    let alone = office.one.send(&format!("{RESETS}/1/confirmation"), &[]).await;
    assert_eq!(alone.status, StatusCode::CONFLICT);
    office.portal.clock.advance(Duration::minutes(5));
    office.confirm().await;
    office.portal.clock.turn_to(asked_at + Duration::hours(24) - Duration::seconds(1));
    office.portal.run_errands().await;
    assert!(!office.is_bare().await, "the day is not over");
    office.portal.clock.advance(Duration::seconds(1));
    office.portal.run_errands().await;
    assert!(office.is_bare().await);
    office.portal.run_errands().await;
    assert_eq!(office.portal.count("letters where subject like 'Защита входа снята%'").await, 1);
    assert_eq!(office.portal.count("recovery_codes").await, 0);
    office.portal.verify().await;
}

#[tokio::test]
async fn one_alone_takes_nothing_off_however_long_it_waits() {
    let mut office = Office::open().await;
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    office.ask().await;
    office.portal.clock.advance(Duration::days(30));
    office.portal.run_errands().await;
    assert!(!office.is_bare().await);
}

#[tokio::test]
async fn the_owner_says_no_by_the_link_or_by_signing_in() {
    let mut office = Office::open().await;
    let (app, _) = office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    office.ask().await;
    office.confirm().await;
    let link = office.link().await;
    let mut owner = office.portal.passer_by();
    let page = owner.open(&link).await;
    assert!(page.says("Снять защиту входа?") && page.says("staff"), "{}", page.text());
    assert_eq!(
        office.portal.count("factor_resets where outcome is null").await,
        1,
        "looking changes nothing"
    );
    let refused = owner.press(&page, &link, &[]).await;
    assert!(refused.says("Защита остается"), "{}", refused.text());
    assert_eq!(owner.open(&link).await.status, StatusCode::NOT_FOUND, "once");
    office.portal.clock.advance(Duration::days(2));
    office.portal.run_errands().await;
    assert!(!office.is_bare().await);
    // Asked for again, and found again.
    let page = office.one.open("/sign-in").await;
    drop(page);
    office.one = office.portal.visit(&office.portal.partner_admin().await).await;
    office.ask().await;
    let mut step = office.portal.at_the_second_step(&office.staff).await;
    let code = app.code(office.portal.clock.now());
    assert_eq!(step.send("/sign-in/code", &[("code", &code)]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(office.portal.count("factor_resets where outcome = 'cancelled_by_owner'").await, 2);
    assert_eq!(owner.open("/factor-reset/0000").await.status, StatusCode::NOT_FOUND);
    office.portal.verify().await;
}

#[tokio::test]
async fn who_is_out_of_reach_or_has_nothing_to_lose_is_refused_in_words() {
    let mut office = Office::open().await;
    let stranger = office.portal.stranger().await;
    for (login, reason, words) in [
        (stranger.account.login.as_str(), "Потерян телефон", "Такого логина среди ваших людей нет"),
        ("nobody-here", "", "Такого логина среди ваших людей нет"),
        ("", "", "Напишите, как вы убедились"),
        ("staff", "Потерян телефон", "нет защиты, которую надо снимать"),
    ] {
        let page = office.one.open("/partner/people/factors").await;
        let refused = office.one.press(&page, RESETS, &[("login", login), ("reason", reason)]).await;
        assert!(refused.says(words), "{login}: {}", refused.text());
    }
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    office.ask().await;
    let page = office.one.open("/partner/people/factors").await;
    let again = office.one.press(&page, RESETS, &[("login", "staff"), ("reason", "Еще раз")]).await;
    assert!(again.says("уже попросили"), "{}", again.text());
    let mut foreign = office.portal.visit(&office.portal.stranger_admin().await).await;
    foreign.open("/partner/people/factors").await;
    for act in ["confirmation", "ending"] {
        let answer = foreign.send(&format!("{RESETS}/1/{act}"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
    }
    let page = office.other.open("/partner/people/factors").await;
    let taken_back = office.other.press(&page, &format!("{RESETS}/1/ending"), &[]).await;
    assert!(taken_back.says("Запрос отменен"), "{}", taken_back.text());
}

#[tokio::test]
async fn the_operator_agrees_where_a_partner_has_one_administrator() {
    let mut office = Office::open().await;
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    office.ask().await;
    let mut operator = office.portal.visit(&office.portal.admin().await).await;
    let page = operator.open("/operator/people/factors").await;
    let done = operator.press(&page, "/operator/people/factor-resets/1/confirmation", &[]).await;
    assert!(done.says("Вы согласились"), "{}", done.text());
    office.portal.clock.advance(Duration::hours(25));
    office.portal.run_errands().await;
    assert!(office.is_bare().await);
}
