//! Tales: the entries of the audit subject by subject, each in its order, some at a time.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::store::audit::AnyEvent;
use crate::store::tables::audit_entry::{Column, Entity, Model};
use crate::store::{Reach, StoreError};

/// How many entries are read at once.
const PAGE: u64 = 5000;

/// What the audit tells of one subject in one chain.
#[derive(Debug)]
pub(super) struct Tale {
    /// The chain.
    pub(super) chain: i64,
    /// What it is about, as the audit names it.
    pub(super) subject: String,
    /// What happened, in its order.
    pub(super) told: Vec<Told>,
}

/// One entry of a tale.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) at: DateTime<Utc>,
    pub(super) actor: String,
    pub(super) what: What,
}

/// What an entry says.
#[derive(Debug)]
pub(super) enum What {
    /// A change.
    Event(Box<AnyEvent>),
    /// Something that was noted and changed nothing: its verb and its details.
    Note(String, String),
    /// It should say what changed, and cannot be read.
    Unreadable,
}

impl Tale {
    /// The kind of its subject and the name within that kind.
    pub(super) fn about(&self) -> (&str, &str) {
        self.subject.split_once(':').unwrap_or((&self.subject, ""))
    }

    /// The changes alone.
    pub(super) fn events(&self) -> impl Iterator<Item = (&AnyEvent, &Told)> {
        self.told.iter().filter_map(|told| match &told.what {
            What::Event(event) => Some((event.as_ref(), told)),
            What::Note(..) | What::Unreadable => None,
        })
    }
}

/// The audit, told subject by subject.
pub(super) struct Tales<'a, R> {
    reach: &'a R,
    after: (String, i64, i64),
    /// The one of which more may come.
    open: Option<Tale>,
    over: bool,
}

impl<'a, R: Reach> Tales<'a, R> {
    /// From the first one on.
    pub(super) fn begin(reach: &'a R) -> Self {
        Self { reach, after: (String::new(), i64::MIN, i64::MIN), open: None, over: false }
    }

    /// The next ones that are complete; nothing when all is told.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<Tale>>, StoreError> {
        if self.over {
            return Ok(None);
        }
        let page = self.page().await?;
        self.over = u64::try_from(page.len()).is_ok_and(|read| read < PAGE);
        let mut complete = Vec::new();
        for row in page {
            self.after = (row.subject.clone(), row.chain, row.sequence);
            let (chain, subject, told) = (row.chain, row.subject.clone(), told(row));
            match &mut self.open {
                Some(open) if open.chain == chain && open.subject == subject => open.told.push(told),
                _ => complete.extend(self.open.replace(Tale { chain, subject, told: vec![told] })),
            }
        }
        if self.over {
            complete.extend(self.open.take());
        }
        Ok(Some(complete))
    }

    async fn page(&self) -> Result<Vec<Model>, StoreError> {
        let order = [Column::Subject, Column::Chain, Column::Sequence];
        let (subject, chain, sequence) = &self.after;
        let after = [Expr::value(subject.as_str()), Expr::value(*chain), Expr::value(*sequence)];
        let page = Entity::find()
            .filter(Expr::tuple(order.map(Expr::col)).gt(Expr::tuple(after)))
            .order_by_asc(Column::Subject)
            .order_by_asc(Column::Chain)
            .order_by_asc(Column::Sequence)
            .limit(PAGE);
        Ok(page.all(&self.reach.on()).await?)
    }
}

fn told(row: Model) -> Told {
    let what = match AnyEvent::read(&row.subject, &row.verb, &row.details) {
        Some(event) => What::Event(Box::new(event)),
        // What was noted beside the changes has no verb of its own in its details.
        None => match serde_json::from_str::<serde_json::Value>(&row.details) {
            Ok(details) if details.get("verb").is_none() => What::Note(row.verb, row.details),
            Ok(_) | Err(_) => What::Unreadable,
        },
    };
    Told { at: row.at, actor: row.actor, what }
}
