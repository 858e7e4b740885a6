//! Sending files, as browsers do.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use axum::body::{Body, HttpBody};
use axum::http::{Request, header};
use chrono::Duration;
use registrar::domain::ids::ApplicationNumber;

use super::{Page, Portal, Visitor};

const BOUNDARY: &str = "----registrar";

/// A file: its name and its content.
pub(crate) type Sent<'a> = (&'a str, &'a [u8]);

/// A small PDF that differs from one with another number.
pub(crate) fn pdf(number: usize) -> Vec<u8> {
    format!("%PDF-1.7\n% {number}\n%%EOF\n").into_bytes()
}

/// The body of a form with files.
pub(crate) fn multipart(csrf: &str, files: &[Sent<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut add = |head: &str, content: &[u8]| {
        body.extend_from_slice(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    add("name=\"csrf\"", csrf.as_bytes());
    for (name, content) in files {
        add(&format!("name=\"files\"; filename=\"{name}\""), content);
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// The page where files are attached to an application.
pub(crate) fn attachments(number: ApplicationNumber) -> String {
    format!("/cabinet/applications/{number}/attachments")
}

impl Visitor {
    /// Sends files with the token of the last page to an address that takes some; follows the answer.
    pub(crate) async fn send_files(&mut self, address: &str, files: &[Sent<'_>]) -> Page {
        let body = Body::from(multipart(&self.csrf, files));
        let answer = self.send_body(address, body).await;
        match answer.header("location").to_owned() {
            next if next.is_empty() => answer,
            next => self.open(&next).await,
        }
    }

    /// Sends typed values and, if there is one, the file of an act with the token of the last page; follows the answer.
    pub(crate) async fn send_act(
        &mut self,
        address: &str,
        values: &[(&str, &str)],
        file: Option<&[u8]>,
    ) -> Page {
        let mut body = Vec::new();
        let mut add = |head: &str, content: &[u8]| {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
            body.extend_from_slice(&[head.as_bytes(), content, b"\r\n"].concat());
        };
        add("name=\"csrf\"", self.csrf.as_bytes());
        for (name, value) in values {
            add(&format!("name=\"{name}\""), value.as_bytes());
        }
        let name = if file.is_some() { "акт.pdf" } else { "" };
        add(&format!("name=\"file\"; filename=\"{name}\""), file.unwrap_or_default());
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let answer = self.send_body(address, Body::from(body)).await;
        match answer.header("location").to_owned() {
            next if next.is_empty() => answer,
            next => self.open(&next).await,
        }
    }

    /// Sends files with the token of the last page; follows the answer.
    pub(crate) async fn attach(&mut self, number: ApplicationNumber, files: &[Sent<'_>]) -> Page {
        self.send_files(&attachments(number), files).await
    }

    /// Sends this body as a form with files.
    pub(crate) async fn attach_body(&mut self, number: ApplicationNumber, body: Body) -> Page {
        self.send_body(&attachments(number), body).await
    }

    /// Sends this body as a form with files.
    pub(crate) async fn send_body(&mut self, address: &str, body: Body) -> Page {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = Request::post(address).header(header::CONTENT_TYPE, kind);
        let request = match HttpBody::size_hint(&body).exact() {
            Some(size) => request.header(header::CONTENT_LENGTH, size),
            None => request,
        };
        self.ask(request, body).await
    }
}

impl Portal {
    /// Makes every file of the store as old as this.
    pub(crate) fn age_files(&self, age: Duration) {
        let written = self.clock.now() - age;
        for path in self.stored() {
            File::options().append(true).open(path).unwrap().set_modified(written.into()).unwrap();
        }
    }

    /// The files of the store.
    pub(crate) fn stored(&self) -> Vec<PathBuf> {
        fn of(folder: &Path) -> Vec<PathBuf> {
            let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
            let paths = entries.map(|entry| entry.unwrap().path());
            paths.flat_map(|path| if path.is_dir() { of(&path) } else { vec![path] }).collect()
        }
        of(&self.files_folder())
    }
}
