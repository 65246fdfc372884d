interface Parts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

/** As much of VS Code's Uri as is used. */
export class FakeUri implements Parts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;

  constructor({ scheme, path, query }: Parts) {
    this.scheme = scheme;
    this.path = path;
    this.query = query;
  }

  static from({ scheme, path, query = '' }: Omit<Parts, 'query'> & Partial<Parts>): FakeUri {
    return new FakeUri({ scheme, path, query });
  }

  static parse(text: string): FakeUri {
    const [scheme = '', path = ''] = text.split(/:(.*)/s);
    return FakeUri.from({ scheme, path });
  }

  static file(path: string): FakeUri {
    return FakeUri.from({ scheme: 'file', path });
  }

  static joinPath(uri: FakeUri, ...segments: string[]): FakeUri {
    return uri.with({ path: [uri.path, ...segments].join('/') });
  }

  get fsPath(): string {
    return this.path;
  }

  with({ path = this.path }: { readonly path?: string }): FakeUri {
    return new FakeUri({ scheme: this.scheme, path, query: this.query });
  }

  toString(): string {
    return `${this.scheme}:${this.path}${this.query && `?${this.query}`}`;
  }
}
