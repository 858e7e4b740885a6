//! The words of all terms by their trigrams: which of them are near to a misspelt one.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, Func, OnConflict, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, Order, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use crate::domain::search;
use crate::store::tables::term_trigram::{ActiveModel, Column, Entity};
use crate::store::{Reach, StoreError, Tx};

/// How many words with the most trigrams in common are measured.
const MEASURED: u64 = 60;
/// How many words or rows one statement names: the engines limit the bound values.
const ROWS: usize = 5000;

/// Keeps the trigrams of the words among these terms that were not known.
pub(in crate::store) async fn learn(
    tx: &Tx,
    terms: impl IntoIterator<Item = String>,
) -> Result<(), StoreError> {
    let words: BTreeSet<String> = terms.into_iter().filter(|term| search::is_word(term)).collect();
    let words: Vec<String> = words.into_iter().collect();
    for some in words.chunks(ROWS) {
        let known = known(tx, some).await?;
        let new = some.iter().filter(|word| !known.contains(*word));
        let rows: BTreeSet<(String, String)> = new
            .flat_map(|word| search::trigrams(word).into_iter().map(move |trigram| (trigram, word.clone())))
            .collect();
        write(tx, rows).await?;
    }
    Ok(())
}

async fn known(tx: &Tx, words: &[String]) -> Result<BTreeSet<String>, StoreError> {
    let found = Entity::find()
        .select_only()
        .column(Column::Term)
        .filter(Column::Term.is_in(words.iter().cloned()))
        .distinct();
    Ok(found.into_tuple().all(&tx.on()).await?.into_iter().collect())
}

async fn write(tx: &Tx, rows: BTreeSet<(String, String)>) -> Result<(), StoreError> {
    let twice = OnConflict::columns([Column::Trigram, Column::Term]).do_nothing().to_owned();
    let rows: Vec<ActiveModel> = rows
        .into_iter()
        .map(|(trigram, term)| ActiveModel { trigram: Set(trigram), term: Set(term) })
        .collect();
    for some in rows.chunks(ROWS) {
        let insert = Entity::insert_many(some.to_vec()).on_conflict(twice.clone());
        insert.exec_without_returning(&tx.on()).await?;
    }
    Ok(())
}

/// The words that are near to a word, the nearest first.
pub async fn near(reach: &impl Reach, word: &str) -> Result<Vec<String>, StoreError> {
    let common: SimpleExpr = Func::count(Expr::col(Column::Trigram)).into();
    let found: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Term)
        .filter(Column::Trigram.is_in(search::trigrams(word)))
        .group_by(Column::Term)
        .order_by(common, Order::Desc)
        .order_by_asc(Column::Term)
        .limit(MEASURED)
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(search::nearest(word, found))
}
