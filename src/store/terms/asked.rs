//! A question as a condition: each word is a set of organisations, read from an index and no more than once.

use sea_orm::sea_query::{Expr, ExprTrait as _, SelectStatement, SimpleExpr, UnionType};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _,
    Select,
};

use crate::domain::search::{Question, Slot, Sought, Word};
use crate::store::tables::organization::Column as Organization;
use crate::store::tables::{application, certificate, organization, organization_term};

/// The organisations that a question finds. What is known of people counts only where `people` may be asked for.
pub(in crate::store) fn asked(question: &Question, people: bool) -> Condition {
    let telling = question.words.iter().any(|word| !word.common);
    question.words.iter().fold(Condition::all(), |all, word| {
        if word.common && telling {
            all.add(beside(word))
        } else {
            all.add(Organization::Id.in_subquery(of_word(word, people)))
        }
    })
}

/// That an organisation, found by other words, has this one too: the set of all that have it is never made.
fn beside(word: &Word) -> SimpleExpr {
    use organization_term::Column::{OrganizationId, Term};
    let any = word.readings.iter().flatten().flatten().fold(Condition::any(), |any, sought| match sought {
        Sought::Beginning(beginning) => {
            any.add(Term.gte(beginning).and(Term.lt(format!("{beginning}\u{10ffff}"))))
        }
        Sought::Whole(term) => any.add(Term.eq(term)),
        Sought::Personal(_) | Sought::Application(_) | Sought::Serial(_) => any,
    });
    let own = OrganizationId.into_expr().equals((organization::Entity, Organization::Id));
    Expr::exists(terms().filter(own).filter(any).into_query())
}

/// The organisations of a word: of any of its readings.
fn of_word(word: &Word, people: bool) -> SelectStatement {
    together(word.readings.iter().flat_map(|reading| of_reading(reading, people)).collect())
}

/// The organisations that each part of a reading finds.
fn of_reading(reading: &[Slot], people: bool) -> Vec<SelectStatement> {
    let of_slot =
        |slot: &Slot| slot.iter().filter_map(|sought| of_sought(sought, people)).collect::<Vec<_>>();
    match reading {
        [] => vec![],
        [only] => of_slot(only),
        several => {
            let each = several.iter().map(|slot| Organization::Id.in_subquery(together(of_slot(slot))));
            let all = each.fold(Condition::all(), Condition::add);
            let found = organization::Entity::find().select_only().column(Organization::Id).filter(all);
            vec![found.into_query()]
        }
    }
}

fn of_sought(sought: &Sought, people: bool) -> Option<SelectStatement> {
    use organization_term::Column::Term;
    Some(match sought {
        Sought::Beginning(beginning) => {
            let beyond = format!("{beginning}\u{10ffff}");
            terms().filter(Term.gte(beginning)).filter(Term.lt(beyond)).into_query()
        }
        Sought::Whole(term) => terms().filter(Term.eq(term)).into_query(),
        Sought::Personal(term) => people.then(|| terms().filter(Term.eq(term)).into_query())?,
        Sought::Application(number) => {
            applications().filter(application::Column::Number.eq(number.0)).into_query()
        }
        Sought::Serial(serials) => {
            let issued = certificate::Entity::find()
                .select_only()
                .column(certificate::Column::ApplicationNumber)
                .filter(certificate::Column::Serial.is_in(serials.clone()))
                .into_query();
            applications().filter(application::Column::Number.in_subquery(issued)).into_query()
        }
    })
}

fn terms() -> Select<organization_term::Entity> {
    organization_term::Entity::find().select_only().column(organization_term::Column::OrganizationId)
}

fn applications() -> Select<application::Entity> {
    application::Entity::find().select_only().column(application::Column::OrganizationId)
}

fn together(found: Vec<SelectStatement>) -> SelectStatement {
    let mut found = found.into_iter();
    let mut all = found
        .next()
        .unwrap_or_else(|| terms().filter(organization_term::Column::OrganizationId.is_null()).into_query());
    for one in found {
        all.union(UnionType::All, one);
    }
    all
}
