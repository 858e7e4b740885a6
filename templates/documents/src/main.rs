//! Prints one document: reads a sheet as JSON from standard input, writes a PDF to standard output.
//!
//! It is a program of its own, so that whoever asks it can set limits and end it. It reads nothing but the sheet and the
//! templates, and runs no other program.

mod fault;
mod limits;
mod payment;
mod press;
mod printed;
mod typesetting;
mod words;

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use fault::PrintFault;
use limits::Limits;

/// How large a sheet is at most, in bytes.
const LARGEST_SHEET: u64 = 16 * 1024 * 1024;

/// Reads a sheet (JSON) from standard input and writes the document (PDF/A-2b) to standard output.
///
/// Exits with 0 when the document is whole, 1 when it cannot be read or written, 2 when it is misused, 3 when the sheet
/// is refused, 4 when a template is at fault.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// A folder whose *.typ files take the place of the built-in ones of the same name.
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    #[command(flatten)]
    limits: Limits,
    /// Writes the built-in templates into a new folder instead, to be changed there.
    #[arg(long, value_name = "DIR", exclusive = true)]
    export_templates: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(std::io::stderr(), "registrar-documents: {fault}");
            fault.code()
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), PrintFault> {
    if let Some(folder) = &arguments.export_templates {
        return typesetting::templates::export(folder);
    }
    arguments.limits.set()?;
    let mut json = String::new();
    std::io::stdin().lock().take(LARGEST_SHEET).read_to_string(&mut json)?;
    let document = press::print(&json, arguments.templates.as_deref())?;
    let mut out = std::io::stdout().lock();
    out.write_all(&document)?;
    Ok(out.flush()?)
}
