//! The URLs of what a partner sells to its clients.

use super::fill;

addresses! {
    /// The drafts of documents, which wait to be issued.
    DOCUMENTS = "/partner/documents" => documents();
    /// Issuing the chosen drafts.
    ISSUING = "/partner/documents/issuing" => issuing();
    /// The issued documents.
    ISSUED_DOCUMENTS = "/partner/documents/issued" => issued_documents();
    /// The book of a year as a file.
    BOOK_FILE = "/partner/documents/book" => book_file();
    /// The payments of clients; noting one.
    CLIENT_PAYMENTS = "/partner/documents/payments" => client_payments();
    /// Taking a payment back.
    PAYMENT_RETURN = "/partner/documents/payments/{payment}/taking-back" => payment_return(payment);
    /// The requisites and prices of the partner; keeping the requisites.
    SELLER = "/partner/documents/terms" => seller();
    /// Setting the regime of VAT.
    SELLER_REGIME = "/partner/documents/terms/regime" => seller_regime();
    /// Setting an own price.
    SELLER_PRICE = "/partner/documents/terms/price" => seller_price();
    /// Setting the first number of a series.
    SELLER_SERIES = "/partner/documents/terms/series" => seller_series();
    /// Uploading a logo.
    SELLER_LOGO = "/partner/documents/terms/logo" => seller_logo();
    /// Taking the logo off.
    SELLER_LOGO_REMOVAL = "/partner/documents/terms/logo/removal" => seller_logo_removal();
    /// A logo of the partner, as a picture.
    SELLER_LOGO_PICTURE = "/partner/documents/terms/logo/{logo}" => seller_logo_picture(logo);
    /// A sale.
    SALE = "/partner/documents/sales/{sale}" => sale(sale);
    /// Setting the price of a line of it.
    SALE_PRICE = "/partner/documents/sales/{sale}/price" => sale_price(sale);
    /// Dropping it.
    SALE_DROPPING = "/partner/documents/sales/{sale}/dropping" => sale_dropping(sale);
    /// Taking it up again.
    SALE_TAKING_UP = "/partner/documents/sales/{sale}/taking-up" => sale_taking_up(sale);
    /// Taking it back by a sale of its own.
    SALE_CORRECTION = "/partner/documents/sales/{sale}/correction" => sale_correction(sale);
    /// Making a sale instead of one that was taken back.
    SALE_ANEW = "/partner/documents/sales/{sale}/anew" => sale_anew(sale);
    /// The reconciliation acts that clients ordered.
    ACTS = "/partner/documents/acts" => acts();
    /// One of them.
    ACT = "/partner/documents/acts/{act}" => act(act);
    /// Sending the act that is drawn from the book.
    ACT_SENDING = "/partner/documents/acts/{act}/sending" => act_sending(act);
    /// Sending one of the acts of 1С.
    ACT_CHOICE = "/partner/documents/acts/{act}/choice" => act_choice(act);
    /// Bringing the file of an act and sending it.
    ACT_FILE = "/partner/documents/acts/{act}/file" => act_file(act);
    /// Refusing to draw it.
    ACT_REFUSAL = "/partner/documents/acts/{act}/refusal" => act_refusal(act);
    /// What went to clients by e-mail.
    SENDINGS = "/partner/documents/sent" => sendings();
    /// Sending again what did not arrive.
    SENDING_AGAIN = "/partner/documents/sent/{archive}/again" => sending_again(archive);
    /// The documents that 1С dropped.
    DROPPED_DOCUMENTS = "/partner/documents/1c" => dropped_documents();
    /// One of them, as a file.
    DOCUMENT_FILE = "/partner/documents/{paper}" => document_file(paper);
}
