import * as pulumi from "@pulumi/pulumi";
import { Azure } from "./azure";

export interface NamespaceArgs {
    resourceGroupName: pulumi.Input<string>;
    hubs: string[];
    partitions: number;
}

/** An Event Hubs namespace with its hubs and one consumer group each. */
export class Namespace extends pulumi.ComponentResource {
    readonly id: pulumi.Output<string>;

    constructor(name: string, args: NamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
        super("contoso:streams:Namespace", name, {}, opts);
        const { resourceGroupName } = args;
        const namespace = new Azure("eventhub:Namespace", name, {
            resourceGroupName,
            sku: { name: "Standard", tier: "Standard", capacity: 2 },
            disableLocalAuth: false,
            minimumTlsVersion: "1.2",
        }, { parent: this });
        for (const hub of args.hubs) {
            const eventHub = new Azure("eventhub:EventHub", hub, {
                resourceGroupName,
                namespaceName: namespace.name,
                partitionCount: args.partitions,
                messageRetentionInDays: 3,
            }, { parent: this });
            new Azure("eventhub:ConsumerGroup", `${hub}-archive`, {
                resourceGroupName,
                namespaceName: namespace.name,
                eventHubName: eventHub.name,
                consumerGroupName: "archive",
                userMetadata: "",
            }, { parent: eventHub });
        }
        this.id = namespace.id;
        this.registerOutputs({ id: this.id });
    }
}
