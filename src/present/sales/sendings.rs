//! «Журнал отправки»: what went to which client, how it ended, and what can be done where it did not arrive.

use serde::Deserialize;
use templates::components::{Cell, Empty, Link, Listing, ListingRow, Pager, Questions, RowMenu, Search, Tab};
use templates::format::Zone;
use templates::pages::operator::{Part, PartBody};
use templates::pages::partner::SalesPage;
use templates::paths;

use super::{SalesTab, desk_tabs};
use crate::domain::archive::{AGAIN_AFTER, ArchiveRefusal, ArchiveRequest, ArchiveStage, SendingShare};
use crate::domain::ids::ArchiveId;
use crate::operations::Desk;
use crate::operations::sendings::{PAGE, SendingList, SendingRow};
use crate::policy::Permission;
use crate::present::operator::TypedForm;
use crate::present::paging::{self, ListPage};
use crate::present::support::masks;
use crate::present::words::archives as words;
use crate::store::archives::sendings::SendingQuery;
use crate::store::outbox::LetterFate;

/// The query of the journal: the share, the words of a client, and the place.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SendingsAsked {
    share: String,
    q: String,
    after: String,
}

impl SendingsAsked {
    /// The page from which a form was sent.
    #[must_use]
    pub fn kept(typed: &TypedForm) -> Self {
        let get = |name: &str| typed.get(name).to_owned();
        Self { share: get("share"), q: get("q"), after: get("after") }
    }

    /// What is asked for; a share that makes no sense means all.
    #[must_use]
    pub fn query(&self) -> SendingQuery {
        SendingQuery { share: self.share(), words: self.q.clone(), since: None }
    }

    /// Below which request the page continues; what makes no sense begins anew.
    #[must_use]
    pub fn after(&self) -> Option<ArchiveId> {
        paging::place(&self.after).trim().parse().ok().map(ArchiveId)
    }

    /// The address of this very page.
    #[must_use]
    pub fn here(&self) -> String {
        self.address(self.share(), &self.after)
    }

    fn share(&self) -> Option<SendingShare> {
        SendingShare::from_code(&self.share)
    }

    fn address(&self, share: Option<SendingShare>, after: &str) -> String {
        let code = share.map_or("", SendingShare::code);
        paths::with_query(&paths::sendings(), &[("share", code), ("q", &self.q), ("after", after)])
    }

    fn tab(&self, share: Option<SendingShare>) -> Tab {
        let label = match share {
            None => "Все",
            Some(SendingShare::Lost) => "Не дошло",
            Some(SendingShare::Waiting) => "Ждут",
        };
        let current = share == self.share();
        Tab { label: label.to_owned(), href: self.address(share, ""), count: None, current }
    }

    fn hidden(&self, request: &ArchiveRequest) -> Vec<(String, String)> {
        let version = request.version.to_string();
        [("version", version.as_str()), ("share", &self.share), ("q", &self.q), ("after", &self.after)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec()
    }
}

/// The address of the letters that did not arrive.
pub(super) fn lost() -> String {
    SendingsAsked::default().address(Some(SendingShare::Lost), "")
}

/// The journal.
#[must_use]
pub fn sendings(
    desk: &Desk,
    list: &SendingList,
    asked: &SendingsAsked,
    zone: Zone,
    csrf: String,
) -> SalesPage {
    let every = SendingShare::ALL.iter().map(|share| asked.tab(Some(*share)));
    let listing = Listing {
        caption: "Журнал отправки".to_owned(),
        headings: ["Клиент", "Что", "Запрошено", "Куда", "Состояние"].map(str::to_owned).to_vec(),
        rows: list.rows.iter().map(|row| line(desk, row, asked, zone)).collect(),
        empty: empty(asked),
    };
    SalesPage {
        heading: "Документы".to_owned(),
        tabs: desk_tabs(SalesTab::Sendings, None),
        search: Some(Search {
            action: paths::sendings(),
            value: asked.q.clone(),
            placeholder: "Название клиента или ИНН".to_owned(),
            suggests: false,
        }),
        choices: std::iter::once(asked.tab(None)).chain(every).collect(),
        parts: vec![Part::new("sendings", "Что отправлено клиентам", PartBody::Listing(listing))],
        pager: (list.total > 0).then(|| pager(list, asked)),
        csrf,
        ..SalesPage::default()
    }
}

fn pager(list: &SendingList, asked: &SendingsAsked) -> Pager {
    let page = ListPage {
        trail: &asked.after,
        size: PAGE,
        shown: list.rows.len(),
        total: paging::capped(list.total),
        next: list.next.map(|id| id.to_string()),
    };
    page.pager(Some("новые сверху"), |after| asked.address(asked.share(), after))
}

fn empty(asked: &SendingsAsked) -> Empty {
    let (reason, advice) = match asked.share() {
        None if asked.q.trim().is_empty() => (
            "Клиентам еще ничего не отправляли.",
            "Архивы, акты сверки и ежемесячные документы появляются здесь, когда клиент их запросит.",
        ),
        Some(SendingShare::Lost) if asked.q.trim().is_empty() => ("Все письма дошли.", ""),
        Some(SendingShare::Waiting) if asked.q.trim().is_empty() => ("Ничего не ждет отправки.", ""),
        None | Some(_) => ("Ничего не найдено.", "Начните с названия клиента или укажите ИНН целиком."),
    };
    let all = Link { label: "Показать все".to_owned(), href: paths::sendings() };
    let narrowed = asked.share().is_some() || !asked.q.trim().is_empty();
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: narrowed.then_some(all) }
}

fn line(desk: &Desk, row: &SendingRow, asked: &SendingsAsked, zone: Zone) -> ListingRow {
    let request = &row.request;
    let goes_again = request.may_go_again(desk.now()).is_ok() && desk.allows(Permission::ResendArchive);
    ListingRow {
        cells: vec![
            client(desk, row),
            subject(desk, row),
            Cell::text(zone.moment(request.asked_at).text()),
            Cell::text(masks::email(&request.email)),
            Cell { note: note(row, desk, zone), ..Cell::badge(words::state(&request.stage)) },
        ],
        act: goes_again.then(|| again(request, asked)),
    }
}

/// The client, with its card as long as the partner serves it.
fn client(desk: &Desk, row: &SendingRow) -> Cell {
    let (client, card) = (&row.client, &row.client.requisites);
    let cell = Cell::noted(&card.short_name, format!("ИНН {}", card.inn.as_str()));
    let ours = desk.allows(Permission::ViewOrganization) && client.partner == row.request.partner;
    if ours { cell.leading(paths::organization(&client.subscriber_code)) } else { cell }
}

/// «Акт сверки № 5 за III квартал 2026»; an act leads to its page.
fn subject(desk: &Desk, row: &SendingRow) -> Cell {
    let request = &row.request;
    let number = row.number.as_ref().map(|number| format!(" №\u{a0}{number}")).unwrap_or_default();
    let name = format!("{}{number} за {}", words::kind(request.kind), words::period(&request.period));
    let how = if request.subscription.is_some() { words::MONTHLY } else { "" };
    let cell = Cell::noted(name, how);
    let is_act = request.act.promised_at.is_some() && desk.allows(Permission::CheckAct);
    if is_act { cell.leading(paths::act(&request.id.to_string())) } else { cell }
}

/// What is said of its state, for a person of the partner.
fn note(row: &SendingRow, desk: &Desk, zone: Zone) -> String {
    let (request, now) = (&row.request, desk.now());
    let taken = || words::taken(&zone.moment(request.moved_at).text());
    match &request.stage {
        ArchiveStage::Confirming => "Документы уйдут, когда клиент откроет ссылку из письма.".to_owned(),
        ArchiveStage::Checking => request
            .act
            .promised_at
            .map_or_else(String::new, |at| format!("Обещан {}", words::promised(at, zone, now))),
        ArchiveStage::Declined { words } => {
            format!("{}. {}", stop(words), refusal(row.refusal.as_ref(), zone))
        }
        ArchiveStage::AwaitingStore if request.awaits_print() => {
            "Печать документов временно недоступна.".to_owned()
        }
        ArchiveStage::Processing | ArchiveStage::AwaitingStore => String::new(),
        ArchiveStage::Sent => taken(),
        ArchiveStage::Ready { downloads } => format!("{} {}", taken(), words::left(*downloads)),
        ArchiveStage::Deferred { words: said, next_try } => {
            format!("{}. {}.", masks::words(stop(said)), words::next_try(*next_try, zone, now))
        }
        ArchiveStage::Bounced { words: said } => lost_note(request, said, desk, zone),
        ArchiveStage::Nothing => words::NOTHING.to_owned(),
    }
}

/// Why a letter was lost; and when it cannot be sent again now, when it can or what the client does.
fn lost_note(request: &ArchiveRequest, said: &str, desk: &Desk, zone: Zone) -> String {
    let said = masks::words(stop(said));
    match request.may_go_again(desk.now()) {
        Err(ArchiveRefusal::TooSoon) => {
            let from = zone.due(request.moved_at + AGAIN_AFTER, desk.now()).text();
            format!("{said}. Отправить еще раз можно будет {from}.")
        }
        Err(ArchiveRefusal::NotKept) => format!("{said}. {GONE}"),
        Ok(()) | Err(ArchiveRefusal::NotLost | ArchiveRefusal::NotToCheck | ArchiveRefusal::GivenOut) => {
            format!("{said}.")
        }
    }
}

const GONE: &str = "Отсюда уже не отправить: файл хранится 7\u{a0}дней. Клиент отправит сам: «Мои запросы», «Отправить на \
                    другой адрес».";

/// What became of the letter that refuses an act. The client reads the refusal in the cabinet in any case.
fn refusal(fate: Option<&LetterFate>, zone: Zone) -> String {
    match fate {
        None => String::new(),
        Some(LetterFate::Taken(at)) => words::taken(&zone.moment(*at).text()),
        Some(LetterFate::Waits(None)) => "Письмо отправляется.".to_owned(),
        Some(LetterFate::Waits(Some(said))) => {
            format!("Письмо еще не отправлено: {}.", masks::words(stop(said)))
        }
        Some(LetterFate::Lost(said)) => {
            format!("Письмо не дошло: {}. Отказ виден клиенту в «Мои запросы».", masks::words(stop(said)))
        }
    }
}

/// Words without the stop at their end, to be put into a sentence.
fn stop(words: &str) -> &str {
    words.trim_end().trim_end_matches('.')
}

fn again(request: &ArchiveRequest, asked: &SendingsAsked) -> RowMenu {
    let form = Questions {
        id: format!("again-{}", request.id),
        action: paths::sending_again(&request.id.to_string()),
        hidden: asked.hidden(request),
        button: "Отправить еще раз".to_owned(),
        consequence:
            "Уйдет на тот же адрес. Если он неверный, клиент укажет другой сам: «Мои запросы», «Отправить на \
                      другой адрес»."
                .to_owned(),
        ..Questions::default()
    };
    RowMenu { label: "Отправить еще раз".to_owned(), form, open: false }
}
