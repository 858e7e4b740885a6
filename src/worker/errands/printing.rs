//! Errands that print documents.

use super::Doors;
use crate::gateways::printing::PrintingFault;
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::sales::{logos, printing};
use crate::operations::{Desk, Failure};
use crate::store::outbox::Kept;

/// Why a document whose logo is lost is not printed.
const LOGO_IS_GONE: &str = "Логотипа, с которым выставлен документ, в базе нет или он изменен";

/// Prints a document of a sale or an act that is not printed yet, and keeps its file.
pub(super) async fn print(doors: &impl Doors, desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    let Some(document) = printing::to_print(desk, &errand.errand).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let (Some(printer), Some(files)) = (doors.printing(), doors.files()) else {
        let words = "Печать документов не настроена: нет программы или хранилища файлов";
        return printing::wait_for_program(desk, errand, words).await;
    };
    let Some(sheet) = logos::sheet_to_print(desk, &document).await? else {
        return forwarding::note_failure(desk, errand, LOGO_IS_GONE, true).await;
    };
    let fault = match printer.print(sheet).await {
        Ok(file) => return printing::note_printed(desk, errand, &document, files, file).await,
        Err(fault) => fault,
    };
    tracing::warn!(errand = errand.key, %fault, "a document is not printed");
    if matches!(fault, PrintingFault::Missing(_) | PrintingFault::Closed) {
        return printing::wait_for_program(desk, errand, &fault.told()).await;
    }
    forwarding::note_failure(desk, errand, &fault.told(), fault.is_final()).await
}
