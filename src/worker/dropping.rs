//! Taking documents out of the folder of 1С, apart from the other work: a disk that does not answer holds up nothing else.

use std::time::Duration;

use tokio::sync::watch;

use super::Worker;
use crate::operations::{Desk, documents};

/// The pause between two looks at the folder.
const PAUSE: Duration = Duration::from_secs(30);

impl Worker {
    /// Looks at the folder until it is told to stop.
    pub(super) async fn run_drops(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            tokio::select! { () = self.take_documents() => {}, _ = stop.changed() => return }
            tokio::select! { () = tokio::time::sleep(PAUSE) => {}, _ = stop.changed() => {} }
        }
    }

    /// Takes the documents that lie in the folder.
    pub async fn take_documents(&self) {
        let (Some(files), Some(folder)) = (&self.files, &self.drop) else { return };
        let desk = Desk::of_worker(&self.house, "documents".to_owned());
        match documents::take_dropped(&desk, files, folder).await {
            Ok(0) => {}
            Ok(taken) => tracing::info!(taken, "documents were taken out of the folder"),
            Err(error) => tracing::error!(%error, "the documents of the folder cannot be taken; later again"),
        }
    }
}
