//! SPARQL queries are answered by processes of their own, since a query that sorts a million rows cannot be stopped from
//! within: [`worker`] is what runs there, [`pool`] keeps some of them ready and ends those that take too long, and
//! [`frame`] is how the two talk.

pub mod frame;
pub mod pool;
pub mod worker;
