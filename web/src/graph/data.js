// The graph of an address: what the server answers, grown where the reader opened boxes, folded where he closed them.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { address } from '../route.js';
import { get, useApi } from '../api.js';
import { fold, grow, spread } from './model.js';
import { asks, neighbours, request, seeks } from './state.js';

export function useGraph(state) {
  const path = useApi(seeks(state) ? 'path' : null, { from: state.a, to: state.b, follow: state.follow });
  const between = seeks(state) ? path.data?.found && path.data.papers.map((paper) => paper.iri) : undefined;
  const ready = asks(state) && (!seeks(state) || between);
  const base = useApi(ready ? 'graph' : null, ready ? request(state, between || undefined) : undefined);
  const grown = useGrown(state);
  const laid = useMemo(() => base.data && spread(base.data), [base.data]);
  const graph = useMemo(() => {
    if (!laid) return null;
    const whole = grown.answers.reduce((sum, { iri, answer }) => grow(sum, answer, iri), laid);
    return fold(whole, state.fold);
  }, [laid, grown.answers, state.fold.join(' ')]);
  const asked = seeks(state) && !between ? path : base;
  return {
    graph,
    path: seeks(state) ? path.data : null,
    error: asked.error,
    loading: asked.loading,
    again: asked.again,
    grown: grown.error,
  };
}

/// The neighbours of each box that was opened, in the order in which they were.
function useGrown(state) {
  const [held, hold] = useState({});
  const [error, fail] = useState(null);
  const asked = state.grow.map((iri) => ({ iri, url: address('graph', neighbours(state, iri)) }));
  const missing = asked.filter(({ url }) => !held[url]);
  useEffect(() => {
    const stop = new AbortController();
    fail(null);
    for (const { iri, url } of missing) {
      get('graph', neighbours(state, iri), stop.signal)
        .then((answer) => hold((before) => ({ ...before, [url]: answer })))
        .catch((why) => {
          if (why.name !== 'AbortError') fail(why);
        });
    }
    return () => stop.abort();
  }, [missing.map(({ url }) => url).join(' ')]);
  const answers = useMemo(
    () => asked.filter(({ url }) => held[url]).map(({ iri, url }) => ({ iri, answer: held[url] })),
    [asked.map(({ url }) => url).join(' '), held],
  );
  return { answers, error };
}
