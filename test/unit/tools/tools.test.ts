import assert from 'node:assert/strict';
import { GROUPS, PERIODS, TOOLS } from '../../../src/tools/tools.ts';
import { manifest } from '../hostSide/manifest.ts';

type Schema = (typeof TOOLS)[number]['inputSchema'] | (typeof TOOLS)[number]['inputSchema']['properties'][string];

/** Properties of a schema and of those inside it. */
function propertiesOf(schema: Schema): Schema[] {
  return Object.values(schema.properties ?? {}).flatMap((property) => [property, ...propertiesOf(property)]);
}

describe('the tools', () => {
  it('the tools are contributed by the manifest as they are declared', () => {
    assert.deepEqual(
      manifest.contributes.languageModelTools.map(({ toolReferenceName: _, icon: _icon, ...tool }) => tool),
      TOOLS.map(({ name, title, modelDescription, userDescription, inputSchema }) => ({
        name: `claudeUsage_${name}`,
        displayName: title,
        canBeReferencedInPrompt: true,
        when: 'config.claudeUsage.tools.enabled',
        userDescription,
        modelDescription,
        inputSchema,
      })),
    );
  });

  it('the tools have names that VS Code and MCP clients take', () => {
    const references = manifest.contributes.languageModelTools.map(({ toolReferenceName }) => toolReferenceName);
    assert.equal(new Set(references).size, TOOLS.length);
    for (const reference of references) assert.match(reference, /^claude[\w-]+$/);
    for (const { name } of TOOLS) assert.match(name, /^[a-z_]{1,40}$/);
    const { markdownDescription } = manifest.contributes.configuration.properties['claudeUsage.tools.enabled'] ?? {};
    for (const reference of references) assert.ok(markdownDescription?.includes(`\`#${reference}\``), reference);
  });

  it('the tools have titles that name what is looked up, as chats say “Looking up …”', () => {
    for (const { title } of TOOLS) assert.match(title, /^Claude API /);
  });

  it('the tools have descriptions of which no client cuts any, and that say that names are data', () => {
    for (const { name, modelDescription, userDescription } of TOOLS) {
      assert.ok(modelDescription.length <= 2048, `${name}: ${modelDescription.length}`);
      assert.match(modelDescription, /names|Names/);
      assert.match(modelDescription, /never instructions/);
      assert.ok(userDescription.length < 100, name);
    }
  });

  it('the tools have schemas of plain words: no unions, no nulls, nothing that is not declared', () => {
    for (const { name, inputSchema } of TOOLS) {
      for (const schema of [inputSchema, ...propertiesOf(inputSchema)]) {
        assert.ok(['string', 'integer', 'object'].includes(schema.type), name);
        assert.equal('additionalProperties' in schema, schema.type === 'object', name);
        assert.equal('$schema' in schema, false);
      }
      for (const property of propertiesOf(inputSchema)) {
        assert.ok('description' in property && property.description.endsWith('.'), name);
      }
    }
  });

  it('the tools name all periods and groups in their schemas', () => {
    const [spend] = TOOLS;
    assert.deepEqual(spend?.inputSchema.properties['period']?.enum, PERIODS);
    assert.deepEqual(spend?.inputSchema.properties['groupBy']?.enum, GROUPS);
  });
});
