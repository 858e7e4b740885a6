//! The payment code of an invoice by ГОСТ Р 56042-2014: `ST00012`, then `key=value` with bars between them.

use qrcode::{EcLevel, QrCode, render::svg};
use sheets::{BankAccount, Party, Roubles, Sheet};

use crate::words::short_day;

/// How long the payee's name may be, in characters.
const LONGEST_NAME: usize = 160;
/// How long the name of a bank may be, in characters. The БИК names the bank, so a longer one is cut.
const LONGEST_BANK: usize = 45;
/// How long the purpose may be, in characters.
const LONGEST_PURPOSE: usize = 210;

/// Why an invoice has no payment code, as its reader is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoCode {
    #[error("у получателя не указан банковский счет")]
    NoAccount,
    #[error("в реквизитах получателя есть ошибка")]
    WrongAccount,
    #[error("наименование получателя длиннее 160 знаков")]
    LongName,
    #[error("платить нечего")]
    NothingToPay,
    #[error("данные не помещаются в код")]
    TooMuch,
}

/// What the payer writes into the payment order.
pub(crate) fn purpose(sheet: &Sheet, vat: &str) -> String {
    let purpose = format!("Оплата по счету № {} от {}. {vat}", sheet.number, short_day(sheet.day));
    purpose.chars().take(LONGEST_PURPOSE).collect()
}

/// The text of the payment code.
pub(crate) fn text(payee: &Party, amount: Roubles, purpose: &str) -> Result<String, NoCode> {
    let account = payee.account.as_ref().ok_or(NoCode::NoAccount)?;
    if !is_sound(account) {
        return Err(NoCode::WrongAccount);
    }
    if amount <= Roubles::ZERO {
        return Err(NoCode::NothingToPay);
    }
    let name = [&payee.name, &payee.short_name].into_iter().find(|name| name.chars().count() <= LONGEST_NAME);
    let bank: String = account.bank.chars().take(LONGEST_BANK).collect();
    let sum = amount.kopecks().to_string();
    let mut pairs = vec![
        ("Name", name.ok_or(NoCode::LongName)?.as_str()),
        ("PersonalAcc", &account.number),
        ("BankName", &bank),
        ("BIC", &account.bik),
        ("CorrespAcc", &account.correspondent),
        ("Sum", &sum),
        ("Purpose", purpose),
        ("PayeeINN", &payee.inn),
    ];
    pairs.extend(payee.kpp.as_ref().map(|kpp| ("KPP", kpp.as_str())));
    let written = pairs.iter().map(|(key, value)| format!("|{key}={}", plain(value)));
    Ok(format!("ST00012{}", written.collect::<String>()))
}

/// The code as a picture, in SVG.
pub(crate) fn picture(text: &str) -> Result<String, NoCode> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| NoCode::TooMuch)?;
    Ok(code.render::<svg::Color<'_>>().quiet_zone(false).build())
}

fn is_sound(account: &BankAccount) -> bool {
    let digits =
        |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(&account.number, 20) && digits(&account.bik, 9) && digits(&account.correspondent, 20)
}

/// A value without the bar that would end it, and without line breaks.
fn plain(value: &str) -> String {
    value.replace('|', "/").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payee() -> Party {
        sheets::samples::named("invoice-usual").unwrap().seller
    }

    fn code(payee: &Party) -> Result<String, NoCode> {
        text(payee, Roubles::from_kopecks(1_022_000), "Оплата")
    }

    #[test]
    fn the_code_names_payee_account_sum_and_purpose() {
        assert_eq!(
            code(&payee()).unwrap(),
            "ST00012|Name=Общество с ограниченной ответственностью «Форсайт»|PersonalAcc=40702810200000000123\
             |BankName=ПАО «Примербанк», г. Иркутск|BIC=049900701|CorrespAcc=30101810400000000701|Sum=1022000\
             |Purpose=Оплата|PayeeINN=9900100011|KPP=990001001"
        );
    }

    #[test]
    fn no_value_ends_another_and_a_long_name_gives_way_to_the_short_one() {
        let mut odd = payee();
        odd.name = "А|PersonalAcc=1\nБ".to_owned();
        assert!(
            code(&odd)
                .unwrap()
                .starts_with("ST00012|Name=А/PersonalAcc=1 Б|PersonalAcc=40702810200000000123|")
        );
        odd.name = "Д".repeat(160);
        assert!(code(&odd).unwrap().contains(&odd.name));
        odd.name.push('Д');
        assert!(code(&odd).unwrap().contains("|Name=ООО «Форсайт»|"));
        odd.short_name = odd.name.clone();
        assert_eq!(code(&odd), Err(NoCode::LongName));
    }

    #[test]
    fn a_code_that_no_bank_would_take_is_not_made() {
        let mut odd = payee();
        odd.account.as_mut().unwrap().bank = "Б".repeat(60);
        assert!(code(&odd).unwrap().contains(&format!("|BankName={}|", "Б".repeat(45))));
        odd.account.as_mut().unwrap().bik = "04990070".to_owned();
        assert_eq!(code(&odd), Err(NoCode::WrongAccount));
        odd.account = None;
        assert_eq!(code(&odd), Err(NoCode::NoAccount));
        assert_eq!(text(&payee(), Roubles::ZERO, ""), Err(NoCode::NothingToPay));
        assert_eq!(picture(&"Я".repeat(2_000)), Err(NoCode::TooMuch));
    }
}
