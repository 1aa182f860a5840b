import { DuckDBInstance } from '@duckdb/node-api';

/** DuckDB in memory, with a folder of files that queries may name. */
export class Database {
  #connection;

  constructor(connection) {
    this.#connection = connection;
  }

  static async open(folder) {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`SET file_search_path = '${folder.replaceAll("'", "''")}'`);
    return new Database(connection);
  }

  /** Runs statements; the rows are those of the last one, with numbers as numbers. */
  async run(sql) {
    const reader = await this.#connection.runAndReadAll(sql);
    const columns = reader.columnNames();
    const rows = reader.getRowsJS().map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value)));
    // A statement that makes a table answers with one row: how many rows the table got.
    const count = columns.length === 1 && columns[0] === 'Count' ? rows[0][0] : rows.length;
    return { columns, rows, count, records: rows.map((row) => Object.fromEntries(row.map((value, at) => [columns[at], value]))) };
  }
}
