// Asks an endpoint with Comunica and prints what came back as JSON.
// usage: node ask.mjs ENDPOINT QUERY…   Each query is asked twice: of the endpoint named as such, and of the bare
// address, which Comunica must find to be an endpoint from its Service Description.
import { QueryEngine } from '@comunica/query-sparql';

const [endpoint, ...queries] = process.argv.slice(2);
const engine = new QueryEngine();

const shown = (term) => [term.termType, term.value, term.language ?? '', term.datatype?.value ?? ''];

async function answer(query, source) {
  const result = await engine.query(query, { sources: [source] });
  if (result.resultType === 'boolean') return await result.execute();
  const rows = [];
  for await (const row of await result.execute()) {
    rows.push(result.resultType === 'bindings'
      ? Object.fromEntries([...row].map(([variable, term]) => [variable.value, shown(term)]))
      : [row.subject, row.predicate, row.object].map(shown));
  }
  return rows;
}

const answers = [];
for (const query of queries) {
  for (const source of [{ type: 'sparql', value: endpoint }, endpoint]) {
    answers.push(await answer(query, source));
  }
}
process.stdout.write(JSON.stringify(answers));
