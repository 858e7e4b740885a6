//! Reconciliation acts at the partner's desk: those that wait, and one of them with its figures.

mod forms;

use chrono::DateTime;
use serde::Deserialize;
use templates::components::{
    Badge, Cell, Empty, Fact, Link, Listing, ListingRow, Notice, NoticeTone, RowTotal, Tone,
};
use templates::format::{Zone, date, money};
use templates::pages::operator::{Part, PartBody};
use templates::pages::partner::SalesPage;
use templates::paths;

pub use forms::ReturnedAct;

use super::paging::{self, ListPage};
use super::sales::{SalesTab, desk_tabs};
use super::support::masks;
use super::words;
use super::words::archives::{balance, promised};
use crate::domain::archive::ArchiveRequest;
use crate::domain::ids::ArchiveId;
use crate::domain::money::Money;
use crate::operations::Desk;
use crate::operations::acts::{ActBoard, ActCard, ActLine, ActRow, ActSource, DrawnAct, PAGE, ShutOutPerson};
use crate::store::archives::ActPlace;

/// The place of a page of the list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ActsAsked {
    after: String,
}

impl ActsAsked {
    /// After which act the page begins; what makes no sense begins anew.
    #[must_use]
    pub fn place(&self) -> Option<ActPlace> {
        let (at, id) = paging::place(&self.after).split_once('-')?;
        let promised_at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
        Some(ActPlace { promised_at, id: ArchiveId(id.parse().ok()?) })
    }
}

/// The acts.
#[must_use]
pub fn board(desk: &Desk, board: &ActBoard, asked: &ActsAsked, zone: Zone) -> SalesPage {
    let page = ListPage {
        trail: &asked.after,
        size: PAGE,
        shown: board.rows.len(),
        total: RowTotal::Exactly(board.total),
        next: board.next.map(|place| format!("{}-{}", place.promised_at.timestamp_micros(), place.id)),
    };
    let mut below = Vec::new();
    if board.answered_total > 0 {
        below.push(answered(board, zone));
    }
    SalesPage {
        heading: "Документы".to_owned(),
        tabs: desk_tabs(SalesTab::Acts, Some(board.total)),
        parts: vec![Part::new("acts", "Ждут проверки", PartBody::Listing(waiting(desk, board, zone)))],
        pager: (board.total > 0).then(|| {
            page.pager(Some("раньше обещанные сверху"), |after| {
                paths::with_query(&paths::acts(), &[("after", after)])
            })
        }),
        below,
        ..SalesPage::default()
    }
}

fn waiting(desk: &Desk, board: &ActBoard, zone: Zone) -> Listing {
    let row = |row: &ActRow| ListingRow {
        cells: vec![
            client(row),
            Cell::text(words::archives::period(&row.request.period)),
            Cell::text(zone.moment(row.request.asked_at).text()),
            until(&row.request, desk, zone),
        ],
        act: None,
    };
    Listing {
        caption: "Акты сверки, которые ждут проверки".to_owned(),
        headings: ["Клиент", "Период", "Заказан", "Обещан"].map(str::to_owned).to_vec(),
        rows: board.rows.iter().map(row).collect(),
        empty: Empty {
            reason: "Актов к проверке нет.".to_owned(),
            advice: "Акт появится здесь, когда клиент закажет его в личном кабинете.".to_owned(),
            link: None,
        },
    }
}

/// By when an act is promised; one that is late says so.
fn until(request: &ArchiveRequest, desk: &Desk, zone: Zone) -> Cell {
    let words = request.act.promised_at.map(|at| promised(at, zone, desk.now())).unwrap_or_default();
    if request.is_overdue(desk.now()) {
        let badge = Badge { label: "Просрочен".to_owned(), tone: Tone::Bad };
        return Cell { note: words, ..Cell::badge(badge) };
    }
    Cell::text(words)
}

fn client(row: &ActRow) -> Cell {
    let inn = format!("ИНН {}", row.client.requisites.inn.as_str());
    Cell::noted(&row.client.requisites.short_name, inn).leading(paths::act(&row.request.id.to_string()))
}

fn answered(board: &ActBoard, zone: Zone) -> Part {
    let row = |row: &ActRow| ListingRow {
        cells: vec![
            client(row),
            Cell::text(words::archives::period(&row.request.period)),
            Cell::text(zone.moment(row.request.moved_at).text()),
            Cell::badge(words::archives::state(&row.request.stage)),
        ],
        act: None,
    };
    let listing = Listing {
        caption: "Проверенные акты сверки".to_owned(),
        headings: ["Клиент", "Период", "Когда", "Состояние"].map(str::to_owned).to_vec(),
        rows: board.answered.iter().map(row).collect(),
        ..Listing::default()
    };
    let note = format!("Показаны {} из {}", board.answered.len(), board.answered_total);
    Part { note, ..Part::new("answered", "Проверены", PartBody::Listing(listing)) }
}

/// One act.
#[must_use]
pub fn card(
    desk: &Desk,
    found: &ActCard,
    returned: Option<&ReturnedAct>,
    zone: Zone,
    csrf: String,
) -> SalesPage {
    let (request, client) = (&found.row.request, &found.row.client);
    let mut notices: Vec<Notice> = late(request, desk, zone).into_iter().collect();
    notices.extend(found.shut_out.as_ref().map(shut_out));
    let mut parts = Vec::new();
    if let ActSource::Own(drawn) = &found.source {
        notices.extend(difference(request, drawn));
        parts.push(lines(drawn));
    }
    let mut side = vec![Part::new("facts", "Заказ", PartBody::Facts(facts(found, desk, zone)))];
    if request.waits_for_check() {
        let forms = forms::forms(found, returned);
        if parts.is_empty() { parts.extend(forms) } else { side.extend(forms) }
    }
    SalesPage {
        heading: format!("Акт сверки: {}", client.requisites.short_name),
        trail: vec![Link { label: "Акты сверки".to_owned(), href: paths::acts() }],
        status: Some(words::archives::state(&request.stage)),
        notices,
        errors: returned.map(ReturnedAct::common).unwrap_or_default(),
        parts,
        side,
        csrf,
        ..SalesPage::default()
    }
}

fn late(request: &ArchiveRequest, desk: &Desk, zone: Zone) -> Option<Notice> {
    let promised_at = request.act.promised_at.filter(|_| request.is_overdue(desk.now()))?;
    let text = format!("Просрочен: клиенту обещали {}.", promised(promised_at, zone, desk.now()));
    Some(Notice { tone: NoticeTone::Warn, text })
}

/// Why an act cannot be sent to whoever ordered it.
fn shut_out(person: &ShutOutPerson) -> Notice {
    let why = match person.question {
        Some(question) => format!(
            "сообщение «Это не моя организация», вопрос №\u{a0}{question}. Откройте их снова в вопросе или откажите в акте"
        ),
        None => "этот человек больше не представляет организацию. В акте можно отказать".to_owned(),
    };
    let text = format!("Отправить нельзя: акт заказывает {}, и документы закрыты: {why}.", person.name);
    Notice { tone: NoticeTone::Warn, text }
}

/// Whether the client's own figure is ours.
fn difference(request: &ArchiveRequest, drawn: &DrawnAct) -> Option<Notice> {
    let (ours, theirs) = (drawn.reckoning.closing, request.act.theirs?);
    let apart = ours - theirs;
    if apart == Money::ZERO {
        let text = format!("Остаток сходится: {}, и по данным клиента тоже.", balance(ours));
        return Some(Notice { tone: NoticeTone::Info, text });
    }
    let sum = if apart < Money::ZERO { -apart } else { apart };
    let text = format!(
        "Разница {}: у нас {}, по данным клиента {}.",
        money(sum.roubles()),
        balance(ours),
        balance(theirs)
    );
    Some(Notice { tone: NoticeTone::Warn, text })
}

/// The act as it will be printed: balances, acts, corrections and payments.
fn lines(drawn: &DrawnAct) -> Part {
    let figures = &drawn.reckoning;
    let sum = |sum: Money| if sum == Money::ZERO { String::new() } else { money(sum.roubles()) };
    let total = |name: &str, [debit, credit]: [Money; 2]| ListingRow {
        cells: vec![Cell::text(name), Cell::number(sum(debit)), Cell::number(sum(credit))],
        act: None,
    };
    let line = |line: &ActLine| {
        let named = Cell::noted(line.document.clone(), date(line.day));
        let named = match line.sale {
            Some(sale) => named.leading(paths::sale(&sale.to_string())),
            None => named,
        };
        ListingRow {
            cells: vec![named, Cell::number(sum(line.debit)), Cell::number(sum(line.credit))],
            act: None,
        }
    };
    let mut rows = vec![total("Начальное сальдо", sides(figures.opening))];
    rows.extend(drawn.lines.iter().map(line));
    rows.push(total("Обороты за период", [figures.debit(), figures.credit()]));
    rows.push(total("Конечное сальдо", sides(figures.closing)));
    let listing = Listing {
        caption: "Акт сверки".to_owned(),
        headings: ["Документ", "Дебет", "Кредит"].map(str::to_owned).to_vec(),
        rows,
        ..Listing::default()
    };
    let note = format!("{}, {}", words::archives::period(&figures.period), balance(figures.closing));
    Part { note, ..Part::new("lines", "По нашим данным", PartBody::Listing(listing)) }
}

/// A balance stands on the side to which it belongs.
fn sides(owed: Money) -> [Money; 2] {
    if owed < Money::ZERO { [Money::ZERO, -owed] } else { [owed, Money::ZERO] }
}

fn facts(found: &ActCard, desk: &Desk, zone: Zone) -> Vec<Fact> {
    let (request, card) = (&found.row.request, &found.row.client.requisites);
    let ours = found.row.client.partner == request.partner;
    let href = ours.then(|| paths::organization(&found.row.client.subscriber_code));
    let mut facts = vec![
        Fact { href, ..Fact::new("Клиент", card.short_name.clone()) },
        Fact::identifier("ИНН", card.inn.as_str()),
        Fact::new("Период", format!("{} – {}", date(request.period.first), date(request.period.last))),
        Fact::new("Заказан", zone.moment(request.asked_at).text()),
    ];
    let until = request.act.promised_at.filter(|_| request.waits_for_check());
    facts.extend(until.map(|at| Fact::new("Обещан", promised(at, zone, desk.now()))));
    let theirs = request.act.theirs.map_or("не указаны".to_owned(), balance);
    facts.push(Fact::new("Данные клиента", theirs));
    match &found.source {
        ActSource::Own(drawn) => facts.push(Fact::new("Наши данные", balance(drawn.reckoning.closing))),
        ActSource::OneC(_) => facts.push(Fact::new("Наши данные", "в 1С".to_owned())),
        ActSource::Answered { issued, document } => {
            let closing = issued.as_ref().map(|act| balance(act.total));
            facts.extend(closing.map(|closing| Fact::new("Наши данные", closing)));
            facts.extend(given(
                issued.as_deref().map(|act| (act.number.as_str(), act.day)),
                document.as_deref(),
                found.failing.as_deref(),
            ));
        }
    }
    if let crate::domain::archive::ArchiveStage::Declined { words } = &request.stage {
        facts.push(Fact::new("Причина отказа", words.clone()));
    }
    facts.push(Fact::new("Уйдет на", masks::email(&request.email)));
    facts
}

/// The document that the client gets, as a file once it is there.
fn given(
    issued: Option<(&str, chrono::NaiveDate)>,
    document: Option<&crate::store::documents::FiledDocument>,
    failing: Option<&str>,
) -> Option<Fact> {
    if let Some(filed) = document {
        let one = &filed.document;
        let href = Some(paths::document_file(&one.id.to_string()));
        return Some(Fact {
            href,
            ..Fact::new("Акт", format!("№\u{a0}{} от {}", one.number, date(one.day)))
        });
    }
    let state = failing.map_or("печатается".to_owned(), words::sales::not_printed);
    issued.map(|(number, day)| Fact::new("Акт", format!("№\u{a0}{number} от {}, {state}", date(day))))
}
