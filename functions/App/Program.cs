using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Monitoring.App.Hosting;

#if LOCAL_HOST
return await Monitoring.App.Local.Commands.Run(args);
#else
await FunctionsApplication.CreateBuilder(args).AddMonitoring().Build().RunAsync();
return 0;
#endif
