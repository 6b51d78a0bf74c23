// CodeMirror 6 for SPARQL, loaded when the editor is first opened. It lives in a shadow root, where its style sheets are
// adopted ones: the policy of the page forbids style elements.
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { sparql } from '@codemirror/legacy-modes/mode/sparql';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import turtle from '../../../ontology/luocdo.ttl';
import { language } from '../language.js';
import { options, typed } from './complete.js';
import { OTHERS, ours, prefixes } from './terms.js';

const TERMS = [...ours(turtle), ...OTHERS.map(([name, vi, en]) => ({ name, vi, en }))];
const PREFIXES = prefixes(turtle);

function complete(context) {
  const found = typed(context.state.sliceDoc(Math.max(0, context.pos - 200), context.pos));
  if (!found && !context.explicit) return null;
  const word = found?.word ?? '';
  return {
    from: context.pos - word.length,
    options: options(word, context.state.doc.toString(), TERMS, PREFIXES, language()),
    validFor: /^[?$]?[\w:-]*$/u,
  };
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-keyword)', fontWeight: '600' },
  { tag: [tags.variableName, tags.atom], color: 'var(--code-name)' },
  { tag: [tags.string, tags.number], color: 'var(--code-value)' },
  { tag: tags.comment, color: 'var(--muted)' },
]);

const look = EditorView.theme({
  '&': { backgroundColor: 'var(--paper)', color: 'var(--ink)', fontSize: '14px', border: '1px solid var(--control)' },
  '&.cm-focused': { outline: '3px solid var(--accent)' },
  '.cm-content': {
    fontFamily: "ui-monospace, Consolas, 'Noto Sans Mono', 'DejaVu Sans Mono', monospace",
    caretColor: 'var(--ink)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-scroller': { maxHeight: '26rem', overflow: 'auto' },
  '.cm-gutters': { backgroundColor: 'var(--accent-soft)', color: 'var(--muted)', border: '0' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '.cm-tooltip': { backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--control)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--paper)' },
  '.cm-completionDetail': { marginLeft: '1em', fontStyle: 'normal', opacity: '.85' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--select) !important' },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--control)' },
});

/// Opens an editor in `host`; `onRun` at Ctrl+Enter.
export function editor(host, { text, label, onChange, onRun }) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.replaceChildren();
  return new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        look,
        autocompletion({ override: [complete], icons: false }),
        keymap.of([
          {
            key: 'Mod-Enter',
            run: () => {
              onRun();
              return true;
            },
          },
          { key: 'Tab', run: acceptCompletion },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-multiline': 'true',
          tabindex: '0',
          spellcheck: 'false',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
}
