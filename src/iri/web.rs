//! Words of the vocabularies that describe a data set and the service that answers from it: VoID, DCAT 3, and the SPARQL
//! 1.1 Service Description; and the names that the W3C gives to formats and features.

use oxigraph::model::NamedNodeRef;

macro_rules! words {
    ($($space:literal { $($(#[$doc:meta])* $name:ident $local:literal;)+ })+) => {
        $($($(#[$doc])* pub const $name: NamedNodeRef<'static> =
            NamedNodeRef::new_unchecked(concat!($space, $local));)+)+
    };
}

/// What names the prefixes of these vocabularies in the descriptions that are written.
pub const PREFIXES: &[(&str, &str)] = &[
    ("void", "http://rdfs.org/ns/void#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("sd", "http://www.w3.org/ns/sparql-service-description#"),
    ("formats", "http://www.w3.org/ns/formats/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
];

words! {
    "http://rdfs.org/ns/void#" {
        /// Class: a set of facts.
        VOID_DATASET "Dataset";
        /// Number of facts.
        TRIPLES "triples";
        /// Number of things that the set is about.
        ENTITIES "entities";
        /// Number of different properties.
        PROPERTIES "properties";
        /// Number of different classes.
        CLASSES "classes";
        /// Part of the set: the things of one class.
        CLASS_PARTITION "classPartition";
        /// The class of such a part.
        CLASS "class";
        /// Part of the set: the facts of one property.
        PROPERTY_PARTITION "propertyPartition";
        /// The property of such a part.
        PROPERTY "property";
        /// Where SPARQL is answered.
        SPARQL_ENDPOINT "sparqlEndpoint";
        /// What the IRIs of the set begin with.
        URI_SPACE "uriSpace";
        /// A vocabulary that the set uses.
        VOCABULARY "vocabulary";
        /// A thing by which the set may be looked at.
        EXAMPLE_RESOURCE "exampleResource";
    }
    "http://www.w3.org/ns/dcat#" {
        /// Class: a set of data.
        DCAT_DATASET "Dataset";
        /// Class: a service that answers from data.
        DATA_SERVICE "DataService";
        /// Where the service is.
        ENDPOINT_URL "endpointURL";
        /// What describes the service.
        ENDPOINT_DESCRIPTION "endpointDescription";
        /// The data that it answers from.
        SERVES_DATASET "servesDataset";
        /// Class: a form in which the data can be had.
        DISTRIBUTION_CLASS "Distribution";
        /// Such a form.
        DISTRIBUTION "distribution";
        /// Where the form is got.
        ACCESS_URL "accessURL";
        /// The media type of the form.
        MEDIA_TYPE "mediaType";
    }
    "http://www.w3.org/ns/sparql-service-description#" {
        /// Class: a service.
        SERVICE "Service";
        /// Where it is asked.
        ENDPOINT "endpoint";
        /// Something that it can do.
        FEATURE "feature";
        /// Feature: the default graph is the union of all others.
        UNION_DEFAULT_GRAPH "UnionDefaultGraph";
        /// A language that it takes.
        SUPPORTED_LANGUAGE "supportedLanguage";
        /// Language: SPARQL 1.1 Query.
        SPARQL_11_QUERY "SPARQL11Query";
        /// Language: SPARQL 1.1 Update.
        SPARQL_11_UPDATE "SPARQL11Update";
        /// A form of its answers.
        RESULT_FORMAT "resultFormat";
        /// A form of facts that it takes.
        INPUT_FORMAT "inputFormat";
        /// The set that it answers from where none is named.
        DEFAULT_DATASET "defaultDataset";
        /// Class: such a set.
        SD_DATASET "Dataset";
        /// The default graph of the set.
        DEFAULT_GRAPH "defaultGraph";
        /// Class: a graph.
        GRAPH "Graph";
    }
    "http://xmlns.com/foaf/0.1/" {
        /// The page for people.
        HOMEPAGE "homepage";
    }
}

/// The page that the W3C has for a media type, as DCAT wants it.
pub fn media_type(name: &str) -> String {
    format!("https://www.iana.org/assignments/media-types/{name}")
}
