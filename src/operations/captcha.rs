//! Captchas: shown, answered, used up. A captcha is never the only wall: every form that asks one has limits of its own.

use std::sync::Arc;

use chrono::Duration;

use super::caller::{Limit, Requester};
use super::{Failure, House};
use crate::domain::sum;
use crate::gateways::captcha::draw;
use crate::gateways::tokens;
use crate::store::captchas::{self, Captcha};
use crate::store::{StoreError, Tx};

/// So many are drawn for one address.
const SHOWN: Limit = Limit { what: "captcha_shown", most: 120, window: Duration::minutes(15) };
/// So many answers are taken from one address, right ones included.
const ANSWERED: Limit = Limit { what: "captcha_answered", most: 60, window: Duration::minutes(15) };
/// What is said of an answer that is not right.
pub(super) const WRONG: &str = "Символы не совпали. Введите символы с новой картинки";

/// A form that asks a captcha. What was solved for one is good for no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptchaForm {
    /// Registration in the portal.
    Registration,
    /// Recovery of login and password.
    Recovery,
    /// Registration of a product.
    Product,
}

impl CaptchaForm {
    /// The code under which its captchas are kept.
    const fn code(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Recovery => "recovery",
            Self::Product => "product",
        }
    }
}

/// What a form shows of its captcha.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownCaptcha {
    /// It is to be answered.
    Asked {
        /// The word that names it.
        id: String,
        /// The question for whoever cannot read the picture.
        question: String,
    },
    /// It was solved, and is not asked again for this form.
    Solved {
        /// The word that names it.
        id: String,
    },
}

/// What came back with a form.
#[derive(Clone, Debug, Default)]
pub struct CaptchaAnswer {
    /// The word that names the captcha.
    pub id: String,
    /// The symbols, as typed.
    pub symbols: String,
    /// The answer to the question, as typed.
    pub sum: String,
}

/// Draws a captcha for a form.
pub async fn show(
    house: &Arc<House>,
    caller: &Requester<'_>,
    form: CaptchaForm,
) -> Result<ShownCaptcha, Failure> {
    SHOWN.count(house, caller, &caller.network()).await?;
    let drawn = draw().await;
    let (id, now) = (tokens::fresh(), house.clock.now());
    let captcha = Captcha {
        symbols: digest(caller, &id, &drawn.symbols),
        sum: digest(caller, &id, &drawn.sum.answer()),
        picture: drawn.picture,
        until: now + captchas::LIFETIME,
        form: form.code(),
        id: id.clone(),
    };
    captchas::add(&house.db, captcha, now).await?;
    Ok(ShownCaptcha::Asked { id, question: drawn.sum.question() })
}

/// What a form shows that comes back: what was solved is not asked again.
pub async fn show_again(
    house: &Arc<House>,
    caller: &Requester<'_>,
    form: CaptchaForm,
    id: &str,
) -> Result<ShownCaptcha, Failure> {
    if captchas::is_solved(&house.db, form.code(), id, house.clock.now()).await? {
        return Ok(ShownCaptcha::Solved { id: id.to_owned() });
    }
    show(house, caller, form).await
}

/// The picture of a captcha, as PNG.
pub async fn picture(house: &Arc<House>, id: &str) -> Result<Vec<u8>, Failure> {
    Ok(captchas::picture(&house.db, id, house.clock.now()).await?)
}

/// Whether a form's captcha is solved, by this answer or by an earlier one. A wrong answer uses it up.
pub(super) async fn solve(
    house: &Arc<House>,
    caller: &Requester<'_>,
    form: CaptchaForm,
    answer: &CaptchaAnswer,
) -> Result<bool, Failure> {
    let now = house.clock.now();
    if captchas::is_solved(&house.db, form.code(), &answer.id, now).await? {
        return Ok(true);
    }
    ANSWERED.count(house, caller, &caller.network()).await?;
    let symbols: String = answer.symbols.split_whitespace().collect::<String>().to_uppercase();
    let digests = [digest(caller, &answer.id, &symbols), digest(caller, &answer.id, &sum::read(&answer.sum))];
    let [symbols, sum] = &digests;
    Ok(captchas::answer(&house.db, form.code(), &answer.id, [symbols, sum], now).await?)
}

/// Uses a solved captcha up with what it was solved for; answers whether nobody was faster.
pub(super) async fn spend(tx: &Tx, answer: &CaptchaAnswer) -> Result<bool, StoreError> {
    captchas::spend(tx, &answer.id).await
}

fn digest(caller: &Requester<'_>, id: &str, answer: &str) -> String {
    tokens::keyed_digest(caller.secret, &["captcha", id, answer])
}
