import type { BundledPackage } from './bundledPackages.ts';

export interface Product {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
}

/**
 * Software bill of materials in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/): the same text for the same bundles,
 * so it has neither a time nor a serial number.
 */
export function sbom(product: Product, packages: readonly BundledPackage[]): string {
  const { name, version, description, license } = product;
  const root = `${name}@${version}`;
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': root,
        name,
        version,
        description,
        licenses: [{ license: { id: license } }],
      },
    },
    components: packages.map(component),
    dependencies: [
      { ref: root, dependsOn: packages.filter(({ isDirect }) => isDirect).map(refOf) },
      ...packages.map((each) => ({ ref: refOf(each), dependsOn: each.imports })),
    ],
  };
  return `${JSON.stringify(bom)}\n`;
}

function component(of: BundledPackage): object {
  const [, group, name] = /^(?:(@[^/]+)\/)?(.+)$/.exec(of.name) ?? [];
  return {
    type: 'library',
    'bom-ref': refOf(of),
    ...(group === undefined ? {} : { group }),
    name,
    version: of.version,
    ...(of.sha512 === null ? {} : { hashes: [{ alg: 'SHA-512', content: of.sha512 }] }),
    licenses: [{ license: { id: of.license } }],
    purl: `pkg:npm/${of.name.replace('@', '%40')}@${of.version}`,
    externalReferences: [{ type: 'website', url: of.homepage }],
  };
}

function refOf({ name, version }: BundledPackage): string {
  return `${name}@${version}`;
}
