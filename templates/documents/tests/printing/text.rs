//! Every number, name and sum of a sheet can be read in its document.

use sheets::samples::{all, named};
use sheets::{Content, Kind, Party, Roubles, Sale, Sheet, Side};

use crate::tools::{bare, document, text};

/// A sum with a decimal comma; groups are spaces, which a bare text has not.
fn sum(amount: Roubles) -> String {
    amount.decimal().to_string().replace('.', ",").replace('-', "\u{2212}")
}

fn party(party: &Party) -> Vec<String> {
    let name = |name: &str| name.rsplit("| &").next().unwrap_or(name).to_owned();
    let mut texts = vec![name(&party.name), party.inn.clone(), party.address.clone()];
    texts.extend(party.kpp.clone());
    texts
}

fn sale(sale: &Sale) -> Vec<String> {
    let mut texts: Vec<String> = sale
        .lines
        .iter()
        .flat_map(|line| {
            let taxed = matches!(line.vat, sheets::Vat::Rate { .. }).then_some(line.vat_amount);
            let sums = [line.price, line.amount].into_iter().chain(taxed);
            [line.title.clone()].into_iter().chain(sums.map(sum))
        })
        .collect();
    texts.extend([sale.totals.amount, sale.totals.total].map(sum));
    texts
}

fn side(side: &Side) -> Vec<String> {
    let mut texts: Vec<String> = side
        .rows
        .iter()
        .flat_map(|row| {
            let sums = [row.debit, row.credit].into_iter().filter(|amount| *amount != Roubles::ZERO).map(sum);
            [row.day.format("%d.%m.%Y").to_string(), row.document.clone()].into_iter().chain(sums)
        })
        .collect();
    let balance = |amount: Roubles| sum(Roubles::from_kopecks(amount.kopecks().abs()));
    texts.extend([balance(side.opening), balance(side.closing), sum(side.debit), sum(side.credit)]);
    texts
}

/// All that a document must tell.
fn expected(sheet: &Sheet) -> Vec<String> {
    let mut texts = vec![sheet.number.clone()];
    texts.extend(party(&sheet.seller));
    texts.extend(party(&sheet.buyer));
    texts.extend(sheet.basis.clone());
    texts.extend(sheet.closing.clone());
    texts.extend(sheet.sale().map(sale).unwrap_or_default());
    match &sheet.content {
        Content::Reconciliation(act) => {
            texts.extend(side(&act.ours));
            texts.extend(act.theirs.iter().flat_map(side));
        }
        Content::Correction(correction) => {
            texts.push(correction.corrects.number.clone());
            texts.extend(correction.reason.clone());
        }
        Content::Invoice(_) | Content::Act(_) | Content::Upd(_) => {}
    }
    // An invoice is signed by the seller alone.
    let buyers = match sheet.kind() {
        Kind::Invoice => &[][..],
        Kind::Act | Kind::Upd | Kind::Correction | Kind::Reconciliation => &sheet.signatures.buyer,
    };
    // Of several who sign for a party the УПД has room for the first.
    let sellers =
        if sheet.kind() == Kind::Upd { &sheet.signatures.seller[..1] } else { &sheet.signatures.seller };
    for person in sellers.iter().chain(buyers) {
        texts.extend([person.position.clone(), person.name.clone()]);
    }
    texts
}

/// The text without the head and the foot of each page, which may stand within a row.
fn body(text: &str, sheet: &Sheet) -> String {
    let running = |line: &str| {
        line.starts_with("Лист ") || bare(line).contains(&bare(&sheet.number)) && line.ends_with("г.")
    };
    let pages = text.split('\u{c}').map(|page| {
        let count = page.lines().count();
        let kept = page
            .lines()
            .enumerate()
            .filter(|(place, line)| !((*place == 0 || place + 2 >= count) && running(line)));
        kept.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
    });
    pages.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_number_name_and_sum_can_be_read() {
    for sample in all() {
        let text = text(&format!("text-{}.pdf", sample.name), &document(&sample.sheet));
        let found = bare(&body(&text, &sample.sheet)) + &bare(&text);
        for wanted in expected(&sample.sheet) {
            assert!(found.contains(&bare(&wanted)), "{}: «{wanted}» is missing", sample.name);
        }
    }
}

fn said(name: &str) -> String {
    let text = text(&format!("said-{name}.pdf"), &document(&named(name).unwrap()));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_exemption_is_told_by_its_article_and_a_rate_of_zero_is_a_rate() {
    let exempt = said("invoice-usual");
    assert!(exempt.contains("НДС не облагается (подп. 26 п. 2 ст. 149 НК РФ)"), "{exempt}");
    assert!(exempt.contains("Оплата по счету № 2026-000005 от 31.10.2026. Без НДС"), "{exempt}");
    assert!(!exempt.contains("НДС 0") && !exempt.contains("Ставка"), "{exempt}");
    let taxed = said("invoice-taxed");
    for part in ["НДС 22 %: 660,00", "НДС 5 %: 200,00", "НДС 0 %: 0,00", "В том числе НДС 860,00 руб."]
    {
        assert!(taxed.contains(part), "{part}: {taxed}");
    }
    assert!(taxed.contains("Восемь тысяч триста пятьдесят девять рублей 98 копеек"), "{taxed}");
}

#[test]
fn each_kind_says_what_it_is_for() {
    for (name, parts) in [
        (
            "invoice-usual",
            &["Счет на оплату № 2026-000005 от 31 октября 2026 г.", "Всего к оплате: 10 220,00"][..],
        ),
        (
            "act-usual",
            &["Акт приема-передачи № 2026-000005", "претензий по объему, качеству и срокам не имеет"],
        ),
        (
            "upd-usual",
            &["Универсальный передаточный документ", "Статус: 2", "(1а)", "(5а)", "(8)", "[10]", "[21]"],
        ),
        (
            "correction-usual",
            &["к акту № 2026-000004 от 30 сентября 2026 г.", "Всего к уменьшению: \u{2212}4 800,00"],
        ),
        (
            "reconciliation-usual",
            &[
                "Сальдо начальное",
                "На 30 сентября 2026 г. задолженность в пользу ООО «Форсайт» составляет 25 440,00 руб.",
                "Правую половину заполняет вторая сторона",
            ],
        ),
    ] {
        let text = said(name);
        for part in parts {
            assert!(text.contains(part), "{name}: «{part}» is missing: {text}");
        }
    }
    assert!(!said("reconciliation-answered").contains("Правую половину"));
}

#[test]
fn a_long_table_repeats_its_head_and_numbers_its_pages() {
    for (name, head) in [
        ("invoice-worst", "Наименование"),
        ("act-worst", "Наименование"),
        ("upd-worst", "Наименование"),
        ("reconciliation-worst", "Документ"),
    ] {
        let text = text(&format!("pages-{name}.pdf"), &document(&named(name).unwrap()));
        let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        assert!(pages.len() > 10, "{name}: {}", pages.len());
        for (page, place) in pages.iter().zip(1..) {
            assert!(page.contains(&format!("Лист {place} из {}", pages.len())), "{name}: page {place}");
            // The last pages may hold the signatures alone.
            assert!(page.contains(head) || place + 2 > pages.len(), "{name}: page {place} has no head");
        }
    }
}

#[test]
fn what_people_typed_is_never_markup() {
    let text = text("typed.pdf", &document(&named("invoice-worst").unwrap()));
    assert!(bare(&text).contains("\"#letx=[*_`<script>`_*]$@///*\\?₽€—???|&"), "{text}");
}
