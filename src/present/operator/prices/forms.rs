//! The forms of the price list: a version, a promotion, the end of a promotion.

use chrono::NaiveDate;
use templates::components::{Choice, Questions, RowMenu};
use templates::paths;

use super::ReturnedPrices;
use crate::domain::billing::BilledProduct;
use crate::domain::dated::Dated;
use crate::domain::price::Promotion;
use crate::present::operator::typed::{Returned, TypedForm, errors};
use crate::present::words;

/// The form that ends a promotion, in a dialog.
pub(super) fn end_form(
    promotion: &Dated<Promotion>,
    today: NaiveDate,
    returned: Option<&ReturnedPrices>,
) -> RowMenu {
    let (code, from) = (&promotion.value.code, promotion.from.to_string());
    let own = match returned {
        Some(ReturnedPrices::End(ended, begun, returned)) if ended == code && *begun == from => {
            Some(returned)
        }
        Some(ReturnedPrices::End(..) | ReturnedPrices::Version(_) | ReturnedPrices::Promotion(_)) | None => {
            None
        }
    };
    let open = own.is_some();
    let first = promotion.from.max(today).to_string();
    let fresh = || Returned { typed: TypedForm::filled(&[("to", &first)]), ..Returned::default() };
    let Returned { typed, faults } = own.cloned().unwrap_or_else(fresh);
    let form = Questions {
        id: format!("end-{code}-{from}"),
        action: paths::promotion_end(code, &from),
        list: vec![typed.day("to", "Последний день", "Сегодня или позже")],
        hidden: Vec::new(),
        button: "Завершить акцию".to_owned(),
        consequence: "Посчитанные по акции строки не изменятся.".to_owned(),
        errors: errors(&faults),
    };
    RowMenu { label: "Завершить".to_owned(), form, open }
}

/// The form of a new promotion.
pub(super) fn promotion_form(returned: Option<Returned>) -> Questions {
    let Returned { typed, faults } = returned.unwrap_or_default();
    let sold = BilledProduct::ALL.iter().filter(|product| **product != BilledProduct::MultiUser);
    let products = sold.map(|product| Choice::new(product.code(), words::product(*product)));
    let all = Choice::new("", "Все, кроме расширения");
    Questions {
        id: "promotion".to_owned(),
        action: paths::promotions(),
        list: vec![
            typed.line("code", "Код", "Его называет программа клиента, например vesna-2027"),
            typed.line("name", "Название", ""),
            typed.one_of("product", "Продукт", std::iter::once(all).chain(products).collect()),
            typed.line("percent", "Скидка, %", "Например 12,5"),
            typed.day("from", "Действует с", "Не раньше завтрашнего"),
            typed.day("to", "Действует по", "Пустое поле: без срока"),
        ],
        hidden: Vec::new(),
        button: "Добавить акцию".to_owned(),
        consequence: "На многопользовательский режим акции не действуют никогда.".to_owned(),
        errors: errors(&faults),
    }
}

/// The form of another version.
pub(super) fn version_form(today: NaiveDate, returned: Option<Returned>) -> Questions {
    let tomorrow = today.succ_opt().unwrap_or(today).to_string();
    let fresh = || Returned { typed: TypedForm::filled(&[("from", &tomorrow)]), ..Returned::default() };
    let Returned { typed, faults } = returned.unwrap_or_else(fresh);
    let hint = "Строки в столбцах скачанного файла, через точку с запятой или из Excel. Можно только те, что меняются: \
                остальные цены останутся.";
    Questions {
        id: "version".to_owned(),
        action: paths::price_preview(),
        list: vec![
            typed.day("from", "Действует с", "Не раньше завтрашнего"),
            typed.table("rows", "Цены", hint),
        ],
        hidden: Vec::new(),
        button: "Показать различия".to_owned(),
        consequence: "Ничего не изменится, пока вы не опубликуете версию.".to_owned(),
        errors: errors(&faults),
    }
}
