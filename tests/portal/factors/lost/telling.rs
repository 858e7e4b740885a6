//! The owner is told before anything is taken off: the day counts from the letter, or from the SMS.

use axum::http::StatusCode;
use chrono::Duration;

use super::{Office, RESETS};
use crate::support::PASSWORD;

const PHONE: &str = "+79990000201";
const TYPED: [(&str, &str); 2] = [("login", "staff"), ("reason", "Потерян телефон")];

impl Office {
    /// It is asked for, and nothing has gone out yet.
    async fn ask_silently(&mut self) {
        let page = self.one.open("/partner/people/factors").await;
        self.one.press(&page, RESETS, &TYPED).await;
    }

    async fn reachable(&self, email: &str, phone: &str) {
        let reached =
            format!("update people set email = '{email}', confirmed_phone = {phone} where login = 'staff'");
        self.portal.sql(&reached).await;
    }
}

#[tokio::test]
async fn the_day_counts_from_the_letter_and_until_it_goes_out_the_administrator_reads_so() {
    let mut office = Office::open().await;
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    office.ask_silently().await;
    office.confirm().await;
    let page = office.one.open("/partner/people/factors").await;
    assert!(page.says("Владелец еще не предупрежден: письмо или SMS не ушло."), "{}", page.text());
    assert!(page.says("Другой администратор согласился."), "{}", page.text());
    office.portal.clock.advance(Duration::hours(30));
    office.portal.run_errands().await;
    assert_eq!(office.portal.count("letters where subject like 'Просят снять защиту%'").await, 1);
    assert!(!office.is_bare().await, "told just now");
    office.portal.clock.advance(Duration::hours(24) - Duration::seconds(1));
    office.portal.run_errands().await;
    assert!(!office.is_bare().await, "a second too early");
    office.portal.clock.advance(Duration::seconds(1));
    office.portal.run_errands().await;
    assert!(office.is_bare().await);
    office.portal.verify().await;
}

#[tokio::test]
async fn an_owner_without_an_email_is_told_by_sms_and_refuses_by_its_link() {
    let mut office = Office::open().await;
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    office.reachable("", &format!("'{PHONE}'")).await;
    office.ask().await;
    office.confirm().await;
    let texts = office.portal.texts_to(PHONE).await;
    let text =
        texts.iter().find(|text| text.contains("Просят снять защиту")).unwrap_or_else(|| panic!("{texts:?}"));
    let link = &text[text.find("/factor-reset/").unwrap()..];
    let mut owner = office.portal.passer_by();
    let page = owner.open(link).await;
    let refused = owner.press(&page, link, &[]).await;
    assert!(refused.says("Защита остается"), "{}", refused.text());
    office.portal.clock.advance(Duration::days(2));
    office.portal.run_errands().await;
    assert!(!office.is_bare().await);
}

#[tokio::test]
async fn where_nobody_can_tell_the_owner_only_the_console_takes_it_off_and_that_is_said() {
    let mut office = Office::open().await;
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    office.reachable("", "null").await;
    let page = office.one.open("/partner/people/factors").await;
    let refused = office.one.press(&page, RESETS, &TYPED).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("registrar user reset-factors --login"), "{}", refused.text());
    assert_eq!(office.portal.count("factor_resets").await, 0);
}

#[tokio::test]
async fn an_address_that_is_gone_before_the_letter_takes_nothing_off() {
    let mut office = Office::open().await;
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    office.ask_silently().await;
    office.confirm().await;
    office.reachable("", "null").await;
    office.portal.clock.advance(Duration::days(3));
    office.portal.run_errands().await;
    assert!(!office.is_bare().await);
    office.portal.clock.advance(Duration::days(4));
    office.portal.run_errands().await;
    assert_eq!(office.portal.count("factor_resets where outcome = 'lapsed'").await, 1);
    assert!(!office.is_bare().await);
}

#[tokio::test]
async fn a_request_that_nobody_agrees_to_lapses_after_seven_days_and_may_be_asked_anew() {
    let mut office = Office::open().await;
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    office.ask().await;
    office.portal.clock.advance(Duration::days(7) - Duration::seconds(1));
    office.portal.run_errands().await;
    assert_eq!(office.portal.count("factor_resets where outcome is null").await, 1);
    office.portal.clock.advance(Duration::seconds(1));
    let second = office.portal.person("second-admin", "", &[]).await;
    office.other = office.portal.visit(&second).await;
    office.other.open("/partner/people/factors").await;
    let late = office.other.send(&format!("{RESETS}/1/confirmation"), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "also before the worker has come by");
    office.portal.run_errands().await;
    assert_eq!(office.portal.count("factor_resets where outcome = 'lapsed'").await, 1);
    office.one = office.portal.visit(&office.portal.partner_admin().await).await;
    office.ask().await;
    assert_eq!(office.portal.count("factor_resets where outcome is null").await, 1);
    office.portal.verify().await;
}

#[tokio::test]
async fn a_proof_by_the_factor_in_a_session_ends_the_request_as_a_sign_in_does() {
    let mut office = Office::open().await;
    let mut owner = office.portal.visit(&office.staff).await;
    let (app, _) = office.portal.set_up_app(&mut owner).await;
    office.ask().await;
    office.portal.clock.advance(Duration::minutes(10));
    let page = owner.open("/profile/codes").await;
    let asked = owner.press(&page, "/profile/codes/recovery", &[]).await;
    let wrong = owner.press(&asked, "/profile/proof", &[("proof", PASSWORD)]).await;
    assert_eq!(office.portal.count("factor_resets where outcome is null").await, 1, "nothing is proven");
    let code = app.code(office.portal.clock.now());
    owner.press(&wrong, "/profile/proof", &[("proof", &code)]).await;
    assert_eq!(office.portal.count("factor_resets where outcome = 'cancelled_by_owner'").await, 1);
}
