namespace Monitoring.Files.Receipts;

/// <summary>The look of pages, after NHS.UK. Each text has a contrast of at least 4.5 to 1 with what it stands on.</summary>
internal static class PageStyle
{
    internal const string Css = """
        *,*::before,*::after{box-sizing:border-box}
        html{background:#d8dde0;-webkit-text-size-adjust:100%}
        body{margin:0;background:#f0f4f5;color:#212b32;font:1.1875rem/1.5 Frutiger,Arial,Helvetica,sans-serif;overflow-wrap:break-word}
        .width{max-width:60rem;margin:0 auto;padding:0 1.5rem}
        header{background:#005eb8;color:#fff;padding:1rem 0}
        header .name{font-size:1.5rem;font-weight:700;margin-right:.75rem;text-decoration:none}
        header .name:not(:focus){color:#fff}
        header .name:hover{text-decoration:underline}
        main.width{padding-top:2rem;padding-bottom:3rem}
        h1{font-size:2.5rem;line-height:1.15;margin:0 0 .5rem}
        h2{font-size:1.75rem;line-height:1.25;margin:3rem 0 1rem}
        h3{font-size:1.25rem;line-height:1.35;margin:0 0 .75rem}
        p,ul,ol{margin:0 0 1rem;max-width:44rem}
        a{color:#005eb8}
        a:hover{color:#7c2855}
        a:focus{background:#ffeb3b;color:#212b32;outline:0;box-shadow:0 -2px #ffeb3b,0 4px #212b32;text-decoration:none}
        .skip{position:absolute;left:-999rem}
        .skip:focus{position:static;display:block;padding:.5rem 1.5rem}
        .panel{display:flex;gap:1.5rem;align-items:flex-start;margin-bottom:1.5rem;padding:2rem;color:#fff;background:#007f3b}
        .panel p{max-width:40rem;margin:0 0 .5rem}
        .panel p:last-child{margin:0}
        .panel .sentence{font-size:1.375rem;line-height:1.4}
        .panel .shape{flex:none;margin-top:.1rem}
        .panel.part{background:#ffd666;color:#212b32}
        .panel.bad{background:#b8200f}
        .panel.plain{background:#fff;color:#212b32;border:2px solid #4c6272;border-left-width:12px}
        .panel.plain.good{border-color:#007f3b}
        .says{margin-top:1.5rem}
        .names{columns:2 18rem;max-width:none}
        .names li{break-inside:avoid}
        .says li{margin-bottom:.4rem}
        .picture{background:#fff;border:1px solid #d8dde0;padding:1.25rem;margin:0 0 1.5rem}
        .picture figcaption{font-weight:700;margin-bottom:.75rem}
        .picture .hint{margin:.5rem 0 0;font-size:1rem;max-width:none}
        .share{display:block;min-width:5rem;margin-top:.3rem}
        .steps{padding-left:1.6rem}
        .steps li{margin-bottom:.5rem;padding-left:.3rem}
        .steps li::marker{font-weight:700}
        .files{margin-top:1.5rem}
        .downloads{list-style:none;padding:0}
        .downloads li{margin-bottom:.5rem}
        .downloads a{font-weight:700}
        .rule{background:#fff;border:1px solid #d8dde0;border-left:8px solid #b8200f;padding:1.5rem;margin-bottom:1.5rem}
        .rule.warning{border-left:8px double #8a6100}
        .rule.case{border-left-color:#005eb8}
        summary{font-weight:700;color:#005eb8;text-decoration:underline;cursor:pointer;margin-bottom:.75rem}
        details details{margin-left:1.25rem}
        summary:focus{background:#ffeb3b;color:#212b32;outline:0;box-shadow:0 -2px #ffeb3b,0 4px #212b32;text-decoration:none}
        .rule.case details th:nth-child(1){width:24%}
        .rule.case details th:nth-child(3){width:44%}
        .tag{display:inline-block;background:#b8200f;color:#fff;font-size:1rem;line-height:1.5;padding:0 .6rem;margin-right:.4rem}
        .warning .tag{background:#fff;color:#212b32;box-shadow:inset 0 0 0 2px #212b32}
        .todo{background:#f0f4f5;padding:.75rem 1rem;max-width:none}
        .answer{border-left:4px solid #007f3b;padding-left:1rem;max-width:none}
        form{margin-top:1.5rem}
        label{display:block;font-weight:700}
        .hint{color:#4c6272;margin:0 0 .5rem}
        .fields{display:flex;flex-wrap:wrap;gap:1rem 2rem}
        .fields{margin-bottom:1.5rem}
        .choice{border:0;border-top:1px solid #d8dde0;margin:0 0 1rem;padding:1rem 0 0;min-width:0}
        .choice ul{padding-left:1.25rem}
        select,input{display:block;max-width:100%;background:#fff;border:2px solid #4c6272;padding:.4rem;font:inherit;color:inherit}
        select:focus,input:focus{border:2px solid #212b32;box-shadow:inset 0 0 0 2px #212b32;outline:4px solid #ffeb3b}
        textarea{display:block;width:100%;max-width:44rem;border:2px solid #4c6272;padding:.4rem;font:inherit;color:inherit}
        textarea:focus{border:2px solid #212b32;box-shadow:inset 0 0 0 2px #212b32;outline:4px solid #ffeb3b}
        button{margin-top:1rem;background:#007f3b;color:#fff;border:2px solid transparent;border-radius:4px;box-shadow:0 4px #00401e;padding:.6rem 1rem;font:inherit;font-weight:700;cursor:pointer}
        button:hover{background:#00662f}
        button:focus{background:#ffeb3b;color:#212b32;box-shadow:0 4px #212b32;outline:4px solid transparent}
        .example{border-left:4px solid #aeb7bd;padding-left:1rem;margin:0 0 1rem}
        .example p{margin:0 0 .25rem;max-width:none}
        .example p:last-child{margin:0}
        .catalogue .quiet{max-width:none}
        .contents{background:#fff;border:1px solid #d8dde0;padding:1.5rem;margin:2rem 0}
        .contents h2{margin:0 0 .75rem}
        .contents ul{list-style:none;margin:0;padding:0;max-width:none;columns:2 22rem;column-gap:2rem}
        .contents li{margin-bottom:.5rem;break-inside:avoid}
        .contents li .quiet{display:block;font-size:1rem}
        .more{font-weight:700;margin-top:1rem}
        .rule>:last-child{margin-bottom:0}
        .rule table{table-layout:fixed}
        .rule th:nth-child(1){width:36%}
        .rule th:nth-child(2){width:16%}
        .rule tbody tr:last-child>*{border-bottom:0}
        .rule td,.rule th{overflow-wrap:anywhere}
        table{border-collapse:collapse;width:100%;margin:0 0 1rem;font-size:1rem;background:#fff}
        caption{text-align:left;font-weight:700;padding:0 0 .5rem;background:none}
        main>section>table caption,main>section>details>table caption{background:#f0f4f5}
        th,td{text-align:left;vertical-align:top;padding:.6rem 1rem .6rem 0;border-bottom:1px solid #d8dde0;font-weight:400}
        main>section>table th:first-child,main>section>table td:first-child,main>section>details>table th:first-child{padding-left:1rem}
        thead th{font-weight:700;border-bottom:2px solid #aeb7bd;vertical-align:bottom}
        .number{text-align:right;font-variant-numeric:tabular-nums}
        .label{display:none}
        .value{font-family:Consolas,"Courier New",monospace;background:#e8edee;padding:0 .3rem;white-space:pre-wrap;overflow-wrap:anywhere}
        .quiet{color:#4c6272}
        .day,.amount{white-space:nowrap}
        .pairs li{margin-bottom:.25rem}
        dl{margin:0;background:#fff;border:1px solid #d8dde0;padding:.5rem 1.5rem}
        dl div{display:flex;gap:1rem;padding:.6rem 0;border-bottom:1px solid #d8dde0}
        dl div:last-child{border-bottom:0}
        dt{flex:0 0 14rem;font-weight:700}
        dd{margin:0;min-width:0;overflow-wrap:anywhere}
        footer{background:#d8dde0;padding:1.5rem 0;border-top:4px solid #005eb8}
        footer p{margin:0}
        @media (max-width:40rem){
        body{font-size:1rem}
        .width{padding:0 1rem}
        h1{font-size:1.875rem}
        h2{font-size:1.5rem;margin-top:2.25rem}
        h3{font-size:1.125rem}
        .panel{flex-direction:column;gap:.75rem;padding:1.25rem}
        .picture{padding:1rem .75rem;overflow-x:auto}
        .panel .shape{width:48px;height:48px}
        .panel .sentence{font-size:1.125rem}
        .rule{padding:1rem}
        table,caption,tbody,tr,th,td{display:block;text-align:left}
        .rule th:nth-child(n){width:auto}
        thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        tbody tr{border-top:2px solid #aeb7bd;padding:.5rem 0}
        main>section>table tr,main>section>details>table tr{padding:.5rem 1rem}
        th,td,main>section>table th:first-child,main>section>details>table th:first-child{display:flex;gap:.75rem;padding:.2rem 0;border:0}
        main>section>table td:first-child{padding-left:0}
        th.number,td.number{text-align:left}
        td.none{display:none}
        .label{display:block;flex:0 0 7rem;font-weight:700}
        .cell{min-width:0;overflow-wrap:anywhere}
        td:has(>.cell:empty){display:none}
        td .cell:has(>.share){flex:1}
        dl{padding:.25rem 1rem}
        dl div{display:block}
        }
        @media print{
        html,body,footer{background:#fff}
        body{font-size:11pt}
        header .name:not(:focus){color:#000}
        header,.panel,.panel.part,.panel.bad,.panel.plain{background:#fff;color:#000;border:2px solid #000}
        header{border-width:0 0 2px;padding:.25rem 0}
        .skip{display:none}
        .tag{background:#fff;color:#000;box-shadow:inset 0 0 0 1px #000}
        .width{max-width:none;padding:0}
        .panel{padding:1rem}
        h1{font-size:20pt}
        h2{font-size:14pt;margin-top:1.5rem;break-after:avoid}
        h3{font-size:12pt;break-after:avoid}
        tr,.panel,dl div,.picture,.catalogue .rule{break-inside:avoid}
        .picture{padding:.5rem}
        details::details-content{content-visibility:visible}
        .catalogue .rule,.contents{padding:.5rem .75rem}
        :is([aria-labelledby=beds],[aria-labelledby=social-care],[aria-labelledby=mix],[aria-labelledby=rank],[aria-labelledby=others],[aria-labelledby=years],[aria-labelledby=months]) :is(th,td){padding:.15rem .5rem .15rem 0;font-size:9pt}
        :is([aria-labelledby=beds],[aria-labelledby=social-care],[aria-labelledby=mix],[aria-labelledby=rank],[aria-labelledby=others],[aria-labelledby=years],[aria-labelledby=months]) :is(caption,thead,summary){break-after:avoid}
        .contents{break-inside:avoid}
        [aria-labelledby=social-care]>p{break-after:avoid}
        .downloads a::after{content:" (" attr(href) ")";font-weight:400}
        }
        """;
}
