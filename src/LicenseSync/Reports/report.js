// Sorts and filters tables. Without it the page holds the same, in the order of the report.
'use strict';
(() => {
  const order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const textOf = (row, column) => row.cells[column].innerText.trim();
  const numberOf = text => Number(text.replaceAll(',', '').replace('\u2212', '-'));

  function offerSorting(table) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const direction = head.ariaSort === 'ascending' ? 'descending' : 'ascending';
        heads.forEach(other => other.removeAttribute('aria-sort'));
        head.ariaSort = direction;
        const sign = direction === 'ascending' ? 1 : -1;
        const isNumber = head.classList.contains('number');
        const keyed = [...table.tBodies[0].rows].map(row => ({ row, text: textOf(row, column) }));
        keyed.sort((a, b) => sign * (isNumber ? numberOf(a.text) - numberOf(b.text) : order.compare(a.text, b.text)));
        table.tBodies[0].append(...keyed.map(item => item.row));
      });
    });
  }

  function offerFilter(table) {
    const rows = [...table.tBodies[0].rows];
    const texts = rows.map(row => row.textContent.toLowerCase());
    const tools = document.createElement('div');
    const input = document.createElement('input');
    const count = document.createElement('output');
    tools.className = 'tools';
    input.type = 'search';
    input.placeholder = 'Filter these rows';
    input.setAttribute('aria-label', 'Filter: ' + table.caption.textContent);
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, index) => {
        row.hidden = !words.every(word => texts[index].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = words.length === 0 ? '' : `${shown} of ${rows.length} rows`;
    });
    tools.append(input, count);
    table.before(tools);
  }

  for (const table of document.querySelectorAll('table[data-interactive]')) {
    const rows = table.tBodies[0].rows.length;
    if (rows > 1) {
      offerSorting(table);
    }
    if (rows > 5) {
      offerFilter(table);
    }
  }
})();
