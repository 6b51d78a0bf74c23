//! A parsed query and the values of its parameters → the query with the values in the place of the variables, at every
//! depth, also inside sub-queries and `EXISTS`. Nothing is pasted into text, so a value stays a value whatever its
//! letters are. `BOUND(?parameter)` becomes true where there is a value.

use crate::error::{Error, Result};
use oxigraph::model::{Literal, NamedNode, Term, Variable};
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};
use std::collections::BTreeMap;

/// Puts the values in.
///
/// # Errors
/// [`Error::Query`] if the query itself gives such a variable a value, or asks in a form that parameters do not go into.
pub fn bind(query: &mut Query, values: &BTreeMap<String, Term>) -> Result<()> {
    let values = Values(values);
    match query {
        Query::Select { pattern, .. } | Query::Describe { pattern, .. } | Query::Ask { pattern, .. } => {
            values.pattern(pattern)
        }
        Query::Construct { template, pattern, .. } => {
            values.triples(template)?;
            values.pattern(pattern)
        }
    }
}

struct Values<'v>(&'v BTreeMap<String, Term>);

impl Values<'_> {
    fn of(&self, variable: &Variable) -> Option<&Term> {
        self.0.get(variable.as_str())
    }

    /// Refuses a variable that the query sets itself.
    fn free(&self, variable: &Variable) -> Result<()> {
        if self.of(variable).is_none() {
            return Ok(());
        }
        let message = format!("`{variable}` is a parameter, and the query gives it a value or a column of its own");
        Err(Error::Query { message })
    }

    fn all_free<'a>(&self, mut variables: impl Iterator<Item = &'a Variable>) -> Result<()> {
        variables.try_for_each(|variable| self.free(variable))
    }

    fn pattern(&self, pattern: &mut GraphPattern) -> Result<()> {
        match pattern {
            GraphPattern::Bgp { patterns } => self.triples(patterns),
            GraphPattern::Path { subject, object, .. } => {
                self.term(subject)?;
                self.term(object)
            }
            GraphPattern::Join { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Minus { left, right } => {
                self.pattern(left)?;
                self.pattern(right)
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                self.pattern(left)?;
                self.pattern(right)?;
                expression.iter_mut().try_for_each(|expression| self.expression(expression))
            }
            GraphPattern::Filter { expr, inner } => {
                self.expression(expr)?;
                self.pattern(inner)
            }
            GraphPattern::Graph { name, inner } => {
                self.name(name)?;
                self.pattern(inner)
            }
            GraphPattern::Extend { inner, variable, expression } => {
                self.free(variable)?;
                self.expression(expression)?;
                self.pattern(inner)
            }
            GraphPattern::Values { variables, .. } => self.all_free(variables.iter()),
            GraphPattern::OrderBy { inner, expression } => {
                for OrderExpression::Asc(by) | OrderExpression::Desc(by) in expression {
                    self.expression(by)?;
                }
                self.pattern(inner)
            }
            GraphPattern::Project { inner, variables } => {
                self.all_free(variables.iter())?;
                self.pattern(inner)
            }
            GraphPattern::Distinct { inner } | GraphPattern::Reduced { inner } | GraphPattern::Slice { inner, .. } => {
                self.pattern(inner)
            }
            GraphPattern::Group { inner, variables, aggregates } => {
                self.all_free(variables.iter())?;
                for (variable, aggregate) in aggregates {
                    self.free(variable)?;
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr)?;
                    }
                }
                self.pattern(inner)
            }
            // SERVICE, which is off, and what features of the parser add.
            _ => Err(Error::Query { message: "SERVICE and LATERAL take no parameters".to_owned() }),
        }
    }

    fn triples(&self, triples: &mut [TriplePattern]) -> Result<()> {
        triples.iter_mut().try_for_each(|triple| {
            self.term(&mut triple.subject)?;
            self.name(&mut triple.predicate)?;
            self.term(&mut triple.object)
        })
    }

    fn term(&self, term: &mut TermPattern) -> Result<()> {
        if let TermPattern::Variable(variable) = term
            && let Some(value) = self.of(variable)
        {
            *term = match value {
                Term::NamedNode(node) => TermPattern::NamedNode(node.clone()),
                Term::Literal(literal) => TermPattern::Literal(literal.clone()),
                other => return Err(unfit(other)),
            };
        }
        Ok(())
    }

    fn name(&self, name: &mut NamedNodePattern) -> Result<()> {
        if let NamedNodePattern::Variable(variable) = name
            && let Some(value) = self.of(variable)
        {
            *name = NamedNodePattern::NamedNode(node(value)?.clone());
        }
        Ok(())
    }

    fn expression(&self, expression: &mut Expression) -> Result<()> {
        match expression {
            Expression::Variable(variable) => {
                let replaced = match self.of(variable) {
                    None => return Ok(()),
                    Some(Term::NamedNode(node)) => Expression::NamedNode(node.clone()),
                    Some(Term::Literal(literal)) => Expression::Literal(literal.clone()),
                    Some(other) => return Err(unfit(other)),
                };
                *expression = replaced;
                Ok(())
            }
            Expression::Bound(variable) => {
                if self.of(variable).is_some() {
                    *expression = Expression::Literal(Literal::from(true));
                }
                Ok(())
            }
            Expression::NamedNode(_) | Expression::Literal(_) => Ok(()),
            Expression::Or(a, b)
            | Expression::And(a, b)
            | Expression::Equal(a, b)
            | Expression::SameTerm(a, b)
            | Expression::Greater(a, b)
            | Expression::GreaterOrEqual(a, b)
            | Expression::Less(a, b)
            | Expression::LessOrEqual(a, b)
            | Expression::Add(a, b)
            | Expression::Subtract(a, b)
            | Expression::Multiply(a, b)
            | Expression::Divide(a, b) => {
                self.expression(a)?;
                self.expression(b)
            }
            Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => self.expression(a),
            Expression::If(a, b, c) => [a, b, c].into_iter().try_for_each(|part| self.expression(part)),
            Expression::In(a, list) => {
                self.expression(a)?;
                list.iter_mut().try_for_each(|part| self.expression(part))
            }
            Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
                list.iter_mut().try_for_each(|part| self.expression(part))
            }
            Expression::Exists(pattern) => self.pattern(pattern),
        }
    }
}

fn node(value: &Term) -> Result<&NamedNode> {
    match value {
        Term::NamedNode(node) => Ok(node),
        other => Err(unfit(other)),
    }
}

fn unfit(value: &Term) -> Error {
    Error::Query { message: format!("{value} cannot stand where the query has its parameter") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::fixture;
    use crate::store::{Answer, Store};

    const CT20: &str = "CT|20/CT-TTg|2023|TTg";
    const EDGES: &[(&str, &str, &str)] = &[
        ("KH|148/KH-UBND|2023|UBND:LS", "implements", CT20),
        ("CV|1187/SCT-QLNL|2023|SCT:LS", "implements", "KH|148/KH-UBND|2023|UBND:LS"),
    ];

    fn ask(store: &Store, sparql: &str, values: &[(&str, Term)]) -> Result<Vec<String>> {
        let values = values.iter().map(|(name, term)| ((*name).to_owned(), term.clone())).collect();
        let Answer::Rows(rows) = store.query_with(sparql, &values)? else { return Ok(Vec::new()) };
        let cell = |term: &Option<Term>| match term {
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        Ok(rows.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" ")).collect())
    }

    #[track_caller]
    fn check(sparql: &str, values: &[(&str, Term)], expect: &[&str]) {
        assert_eq!(ask(&fixture::store(EDGES), sparql, values).expect("it answers"), expect);
    }

    fn order() -> Term {
        NamedNode::new_unchecked(fixture::iri(CT20)).into()
    }

    #[test]
    fn a_value_stands_in_patterns_paths_filters_and_sub_queries() {
        let with = [("order", order())];
        for pattern in [
            "?p luo:implements ?order ; dcterms:identifier ?n",
            "?p dcterms:identifier ?n ; luo:implements ?o FILTER(?o = ?order)",
            "?p dcterms:identifier ?n FILTER EXISTS { ?p luo:implements ?order }",
            "{ SELECT ?p WHERE { ?p luo:implements ?order } } ?p dcterms:identifier ?n",
            "?p dcterms:identifier ?n OPTIONAL { ?p luo:implements ?o FILTER(?o = ?order) } FILTER BOUND(?o)",
            "?p dcterms:identifier ?n MINUS { ?p dcterms:identifier ?n FILTER NOT EXISTS { ?p luo:implements ?order } }",
        ] {
            check(&format!("SELECT ?n WHERE {{ {pattern} }}"), &with, &["148/KH-UBND"]);
        }
        let deep = "SELECT ?n WHERE { ?p luo:implements+ ?order ; dcterms:identifier ?n } ORDER BY ?n";
        check(deep, &with, &["1187/SCT-QLNL", "148/KH-UBND"]);
        let relation: Term = NamedNode::new_unchecked("https://w3id.org/luocdo/ontology#implements").into();
        check("SELECT (COUNT(*) AS ?n) WHERE { ?a ?does ?b }", &[("does", relation)], &["2"]);
    }

    #[test]
    fn an_optional_parameter_is_bound_or_not() {
        let sparql = "SELECT ?n WHERE { ?p dcterms:identifier ?n ; eli:date_document ?d
            FILTER(!BOUND(?from) || ?d >= ?from) } ORDER BY ?n";
        check(sparql, &[], &["06/QĐ-TTg", "1187/SCT-QLNL", "148/KH-UBND", "20/CT-TTg"]);
        let day = Literal::new_typed_literal("2023-07-01", oxigraph::model::vocab::xsd::DATE);
        check(sparql, &[("from", day.into())], &["1187/SCT-QLNL", "148/KH-UBND"]);
    }

    #[test]
    fn letters_of_a_value_never_become_part_of_the_query() {
        let evil = Literal::new_simple_literal("\" } ?a ?b ?c . { \"");
        check("SELECT ?n WHERE { ?p dcterms:identifier ?n FILTER(?n = ?text) }", &[("text", evil.into())], &[]);
    }

    #[test]
    fn a_parameter_that_the_query_sets_itself_is_refused() {
        let store = fixture::store(EDGES);
        for sparql in [
            "SELECT ?order WHERE { ?p luo:implements ?order }",
            "SELECT ?p WHERE { VALUES ?order { 1 } ?p luo:implements ?order }",
            "SELECT ?p WHERE { ?p luo:key ?k BIND(1 AS ?order) }",
        ] {
            let message = ask(&store, sparql, &[("order", order())]).expect_err("it is set").to_string();
            assert!(message.contains("`?order` is a parameter"), "{message}");
        }
    }
}
